package io.cartulary.command.credit;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.credit.CreditAccountId;
import io.cartulary.events.credit.CreditEvent.*;
import io.cartulary.events.customer.CustomerId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Everything one can ask of a gift card or of store credit.
public sealed interface CreditCommand {

    @TargetAggregateIdentifier
    CreditAccountId accountId();

    /// Puts money on it; the first grant opens the account. Granting twice with one reference
    /// counts once.
    record GrantCredit(
            CreditAccountId accountId,
            Opening opening,
            String reference,
            GrantReason reason,
            Money amount)
            implements CreditCommand {

        public GrantCredit {
            requirePositive(amount);
        }
    }

    /// What an account is when it is opened.
    record Opening(
            Kind kind,
            @Nullable CustomerId customerId,
            @Nullable String lastCharacters,
            @Nullable Instant expiresAt) {}

    /// Keeps some of it for a purchase. What is kept and neither confirmed nor released by
    /// `reservedUntil` is free again.
    record ReserveCredit(
            CreditAccountId accountId,
            String purchase,
            Money amount,
            Instant now,
            Instant reservedUntil)
            implements CreditCommand {

        public ReserveCredit {
            requirePositive(amount);
        }
    }

    /// Spends what was kept.
    record ConfirmCredit(CreditAccountId accountId, String purchase) implements CreditCommand {}

    /// Frees what was kept; what was spent stays spent.
    record ReleaseCredit(CreditAccountId accountId, String purchase) implements CreditCommand {}

    record BlockCredit(CreditAccountId accountId, String reason) implements CreditCommand {}

    record UnblockCredit(CreditAccountId accountId) implements CreditCommand {}

    /// Answers a [CreditSummary] and records nothing.
    record ReadCredit(CreditAccountId accountId) implements CreditCommand {}

    private static void requirePositive(Money amount) {
        if (!amount.isPositive()) {
            throw new InvalidValue("amount", "must be positive, was " + amount);
        }
    }
}

package io.cartulary.events.credit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.customer.CustomerId;
import java.time.Instant;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Everything that can happen to a gift card or to store credit.
public sealed interface CreditEvent extends DomainEvent {

    CreditAccountId accountId();

    @Override
    @JsonIgnore
    default String aggregateId() {
        return accountId().value();
    }

    /// There is an account, and nothing on it. Source: `GrantCredit`, the first one. `customerId`
    /// is whose store credit it is, `lastCharacters` how a gift card's owner knows it.
    record CreditAccountOpened(
            CreditAccountId accountId,
            Kind kind,
            String currency,
            @Nullable CustomerId customerId,
            @Nullable String lastCharacters,
            @Nullable Instant expiresAt)
            implements CreditEvent {}

    /// Money came on it. Source: `GrantCredit`: sold, given, or a refund of what was paid with it.
    /// `reference` names the act, so that it counts once.
    record CreditGranted(
            CreditAccountId accountId,
            String reference,
            GrantReason reason,
            Money amount,
            Money balance)
            implements CreditEvent {}

    /// Some of it is kept for a purchase until then. Source: `ReserveCredit`. `available` is what
    /// is left for others.
    record CreditReserved(
            CreditAccountId accountId,
            String purchase,
            Money amount,
            Money available,
            Instant reservedUntil)
            implements CreditEvent {}

    /// What was kept for a purchase was spent. Source: `ConfirmCredit`.
    record CreditSpent(CreditAccountId accountId, String purchase, Money amount, Money balance)
            implements CreditEvent {}

    /// What was kept for a purchase is free again. Source: `ReleaseCredit`, or the time ran out.
    record CreditReleased(CreditAccountId accountId, String purchase, Money amount, Money available)
            implements CreditEvent {}

    /// Nothing more can be spent from it until it is unblocked. Source: `BlockCredit`.
    record CreditBlocked(CreditAccountId accountId, String reason) implements CreditEvent {}

    /// It can be spent from again. Source: `UnblockCredit`.
    record CreditUnblocked(CreditAccountId accountId) implements CreditEvent {}

    /// What kind of account it is.
    enum Kind {
        GIFT_CARD,
        STORE_CREDIT
    }

    /// Why money came on it.
    enum GrantReason {
        SOLD,
        GOODWILL,
        REFUND
    }
}

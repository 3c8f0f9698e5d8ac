package io.cartulary.events.credit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.StoredAs;
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
    @StoredAs(name = "credit.CreditAccountOpened", revision = 1)
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
    @StoredAs(name = "credit.CreditGranted", revision = 1)
    record CreditGranted(
            CreditAccountId accountId,
            String reference,
            GrantReason reason,
            Money amount,
            Money balance)
            implements CreditEvent {}

    /// Some of it is kept for a purchase until then. Source: `ReserveCredit`. `available` is what
    /// is left for others.
    @StoredAs(name = "credit.CreditReserved", revision = 1)
    record CreditReserved(
            CreditAccountId accountId,
            String purchase,
            Money amount,
            Money available,
            Instant reservedUntil)
            implements CreditEvent {}

    /// What was kept for a purchase was spent. Source: `ConfirmCredit`.
    @StoredAs(name = "credit.CreditSpent", revision = 1)
    record CreditSpent(CreditAccountId accountId, String purchase, Money amount, Money balance)
            implements CreditEvent {}

    /// What was kept for a purchase is free again. Source: `ReleaseCredit`, or the time ran out.
    @StoredAs(name = "credit.CreditReleased", revision = 1)
    record CreditReleased(CreditAccountId accountId, String purchase, Money amount, Money available)
            implements CreditEvent {}

    /// Nothing more can be spent from it until it is unblocked. Source: `BlockCredit`.
    @StoredAs(name = "credit.CreditBlocked", revision = 1)
    record CreditBlocked(CreditAccountId accountId, String reason) implements CreditEvent {}

    /// It can be spent from again. Source: `UnblockCredit`.
    @StoredAs(name = "credit.CreditUnblocked", revision = 1)
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

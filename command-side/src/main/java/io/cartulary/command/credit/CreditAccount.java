package io.cartulary.command.credit;

import static io.cartulary.command.credit.CreditRejection.*;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import io.cartulary.command.credit.CreditCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.credit.CreditAccountId;
import io.cartulary.events.credit.CreditEvent.*;
import io.cartulary.events.credit.CreditEvent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// A gift card, or one customer's store credit in one currency. What is kept for a purchase cannot
/// be kept for another, so two carts that pay with one card at the same moment never spend more
/// than is on it.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class CreditAccount {

    private static final String RESERVATION_DEADLINE = "credit-reservation";

    @AggregateIdentifier private CreditAccountId accountId;
    private @Nullable Kind kind;
    private @Nullable String lastCharacters;
    private @Nullable Instant expiresAt;
    private boolean blocked;

    /// All that is on it, and what of it is not kept.
    private Money balance;

    private Money available;
    private Map<String, Money> granted = new HashMap<>();
    private Map<String, Purchase> purchases = new HashMap<>();

    private record Purchase(Money amount, boolean spent) {}

    /// What a reservation's deadline carries; Axon finds the handler by it.
    public record ReservationDue(String purchase) {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(GrantCredit command) {
        var before = granted.get(command.reference());
        if (before != null) {
            if (!before.equals(command.amount())) {
                throw new CommandRejected(REFERENCE_USED);
            }
            return;
        }
        if (kind == null) {
            var opening = command.opening();
            apply(
                    new CreditAccountOpened(
                            command.accountId(),
                            opening.kind(),
                            command.amount().getCurrencyUnit().getCode(),
                            opening.customerId(),
                            opening.lastCharacters(),
                            opening.expiresAt()));
        }
        requireCurrency(command.amount());
        apply(
                new CreditGranted(
                        command.accountId(),
                        command.reference(),
                        command.reason(),
                        command.amount(),
                        balance.plus(command.amount())));
    }

    @CommandHandler
    void decide(ReserveCredit command, DeadlineManager deadlines) {
        requireCurrency(command.amount());
        var before = purchases.get(command.purchase());
        if (before != null) {
            if (!before.amount().equals(command.amount())) {
                throw new CommandRejected(RESERVED_ANOTHER_AMOUNT);
            }
            return;
        }
        if (blocked) {
            throw new CommandRejected(CREDIT_BLOCKED);
        }
        if (expiresAt != null && !command.now().isBefore(expiresAt)) {
            throw new CommandRejected(CREDIT_EXPIRED);
        }
        if (command.amount().isGreaterThan(available)) {
            throw new CommandRejected(INSUFFICIENT_CREDIT);
        }
        apply(
                new CreditReserved(
                        accountId,
                        command.purchase(),
                        command.amount(),
                        available.minus(command.amount()),
                        command.reservedUntil()));
        deadlines.schedule(
                Duration.between(command.now(), command.reservedUntil()),
                RESERVATION_DEADLINE,
                new ReservationDue(command.purchase()));
    }

    @CommandHandler
    void decide(ConfirmCredit command) {
        var purchase = purchases.get(command.purchase());
        if (purchase == null) {
            throw new CommandRejected(NOT_RESERVED);
        }
        if (!purchase.spent()) {
            apply(
                    new CreditSpent(
                            accountId,
                            command.purchase(),
                            purchase.amount(),
                            balance.minus(purchase.amount())));
        }
    }

    @CommandHandler
    void decide(ReleaseCredit command) {
        release(command.purchase());
    }

    @DeadlineHandler(deadlineName = RESERVATION_DEADLINE)
    void on(ReservationDue due) {
        release(due.purchase());
    }

    private void release(String name) {
        var purchase = purchases.get(name);
        if (purchase != null && !purchase.spent()) {
            apply(
                    new CreditReleased(
                            accountId, name, purchase.amount(), available.plus(purchase.amount())));
        }
    }

    @CommandHandler
    void decide(BlockCredit command) {
        if (!blocked) {
            apply(new CreditBlocked(accountId, command.reason()));
        }
    }

    @CommandHandler
    void decide(UnblockCredit command) {
        if (blocked) {
            apply(new CreditUnblocked(accountId));
        }
    }

    @CommandHandler
    CreditSummary decide(ReadCredit command) {
        return new CreditSummary(
                accountId,
                kind,
                balance,
                available,
                blocked,
                lastCharacters,
                expiresAt,
                Set.copyOf(granted.keySet()),
                purchases.entrySet().stream()
                        .filter(purchase -> purchase.getValue().spent())
                        .map(Map.Entry::getKey)
                        .collect(toUnmodifiableSet()),
                getVersion());
    }

    private void requireCurrency(Money amount) {
        if (!amount.isSameCurrency(balance)) {
            throw new CommandRejected(ANOTHER_CURRENCY);
        }
    }

    @EventSourcingHandler
    void evolve(CreditAccountOpened event) {
        accountId = event.accountId();
        kind = event.kind();
        lastCharacters = event.lastCharacters();
        expiresAt = event.expiresAt();
        balance = Money.zero(CurrencyUnit.of(event.currency()));
        available = balance;
    }

    @EventSourcingHandler
    void evolve(CreditGranted event) {
        granted.put(event.reference(), event.amount());
        balance = event.balance();
        available = available.plus(event.amount());
    }

    @EventSourcingHandler
    void evolve(CreditReserved event) {
        purchases.put(event.purchase(), new Purchase(event.amount(), false));
        available = event.available();
    }

    @EventSourcingHandler
    void evolve(CreditSpent event) {
        purchases.put(event.purchase(), new Purchase(event.amount(), true));
        balance = event.balance();
    }

    @EventSourcingHandler
    void evolve(CreditReleased event) {
        purchases.remove(event.purchase());
        available = event.available();
    }

    @EventSourcingHandler
    void evolve(CreditBlocked event) {
        blocked = true;
    }

    @EventSourcingHandler
    void evolve(CreditUnblocked event) {
        blocked = false;
    }

    CreditAccount() {} // Axon creates an empty account, then replays its events
}

package io.cartulary.command.payment;

import static io.cartulary.command.payment.PaymentRejection.*;

import io.cartulary.command.payment.CurrentPayment.RefundState;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.RefundId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.joda.money.Money;

/// What of the money went back or is to go back. Never changes; every step makes another.
///
/// @param outstanding of what was taken: what may still be refunded
/// @param refunded what went back
record Refunds(PaymentTerms terms, Money outstanding, Money refunded, Map<RefundId, Refund> byId) {

    record Refund(Money amount, RefundReason reason, RefundState state) {

        Refund in(RefundState next) {
            return new Refund(amount, reason, next);
        }

        boolean isGivenUp() {
            return state == RefundState.ABANDONED;
        }
    }

    static Refunds none(PaymentTerms terms) {
        return new Refunds(terms, terms.nothing(), terms.nothing(), Map.of());
    }

    private Refund get(RefundId refundId) {
        var refund = byId.get(refundId);
        if (refund == null) {
            throw new CommandRejected(UNKNOWN_REFUND);
        }
        return refund;
    }

    /// @param undisputed of what is outstanding: what no bank may take
    Optional<RefundRequested> decide(RequestRefund command, Money undisputed) {
        if (byId.containsKey(command.refundId())) {
            return Optional.empty();
        }
        if (!command.amount().isSameCurrency(outstanding)
                || command.amount().isGreaterThan(outstanding)) {
            throw new CommandRejected(REFUND_EXCEEDS_SETTLEMENT);
        }
        if (command.amount().isGreaterThan(undisputed)) {
            throw new CommandRejected(DISPUTED);
        }
        return Optional.of(request(command.refundId(), command.amount(), command.reason()));
    }

    /// Asks for all that no bank may take.
    Optional<RefundRequested> requestRest(Money undisputed, RefundReason reason) {
        return undisputed.isPositive()
                ? Optional.of(request(nameOfRest(), undisputed, reason))
                : Optional.empty();
    }

    private RefundRequested request(RefundId refundId, Money amount, RefundReason reason) {
        return new RefundRequested(
                terms.paymentId(),
                terms.orderId(),
                refundId,
                amount,
                outstanding.minus(amount),
                reason,
                terms.provider());
    }

    /// Follows from the payment's name, so that others find it. There is more than one only after
    /// one was given up or a dispute was won.
    private RefundId nameOfRest() {
        var name = terms.paymentId() + "/rest";
        var refundId = RefundId.named(name);
        for (var further = 2; byId.containsKey(refundId); further++) {
            refundId = RefundId.named(name + "/" + further);
        }
        return refundId;
    }

    Optional<RefundSettled> decide(RecordRefund command) {
        var refund = get(command.refundId());
        return switch (refund.state()) {
            case ABANDONED -> {
                if (refund.amount().isGreaterThan(outstanding)) {
                    throw new CommandRejected(REFUND_EXCEEDS_SETTLEMENT);
                }
                yield Optional.of(settle(command.refundId(), refund));
            }
            case OPEN, REFUSED -> Optional.of(settle(command.refundId(), refund));
            case SETTLED -> Optional.empty();
        };
    }

    private RefundSettled settle(RefundId refundId, Refund refund) {
        return new RefundSettled(
                terms.paymentId(),
                terms.orderId(),
                refundId,
                refund.amount(),
                refunded.plus(refund.amount()));
    }

    Optional<RefundRefused> decide(RecordRefundRefusal command) {
        var refund = get(command.refundId());
        return switch (refund.state()) {
            case OPEN ->
                    Optional.of(
                            new RefundRefused(
                                    terms.paymentId(),
                                    terms.orderId(),
                                    command.refundId(),
                                    refund.amount(),
                                    command.reason()));
            case SETTLED -> throw new CommandRejected(ALREADY_REFUNDED);
            case REFUSED, ABANDONED -> Optional.empty();
        };
    }

    /// @param kept what was taken and no bank took back
    Optional<RefundAbandoned> decide(AbandonRefund command, Money kept) {
        var refund = get(command.refundId());
        return switch (refund.state()) {
            case OPEN -> throw new CommandRejected(REFUND_UNDER_WAY);
            case SETTLED -> throw new CommandRejected(ALREADY_REFUNDED);
            case REFUSED ->
                    Optional.of(
                            new RefundAbandoned(
                                    terms.paymentId(),
                                    terms.orderId(),
                                    command.refundId(),
                                    refund.amount(),
                                    outstandingWithout(command.refundId(), kept)));
            case ABANDONED -> Optional.empty();
        };
    }

    /// What may be refunded once that is given up: a bank may have taken some of it meanwhile.
    private Money outstandingWithout(RefundId abandoned, Money kept) {
        var left = kept;
        for (var refund : byId.entrySet()) {
            if (!refund.getKey().equals(abandoned) && !refund.getValue().isGivenUp()) {
                left = left.minus(refund.getValue().amount());
            }
        }
        return left.isNegative() ? terms.nothing() : left;
    }

    /// What is no longer paid for goods: goodwill leaves them paid.
    Money returned() {
        var sum = terms.nothing();
        for (var refund : byId.values()) {
            if (!refund.isGivenUp() && refund.reason() != RefundReason.GOODWILL) {
                sum = sum.plus(refund.amount());
            }
        }
        return sum;
    }

    Map<RefundId, CurrentPayment.Refund> summary() {
        return byId.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                refund ->
                                        new CurrentPayment.Refund(
                                                refund.getValue().amount(),
                                                refund.getValue().state())));
    }

    /// More was taken, which may be refunded.
    Refunds received(Money more) {
        return withOutstanding(outstanding.plus(more));
    }

    Refunds evolve(RefundRequested event) {
        return with(
                event.refundId(),
                new Refund(event.amount(), event.reason(), RefundState.OPEN),
                event.outstanding());
    }

    Refunds evolve(RefundSettled event) {
        var refund = get(event.refundId());
        return new Refunds(terms, outstanding, event.refunded(), byId)
                .with(
                        event.refundId(),
                        refund.in(RefundState.SETTLED),
                        refund.isGivenUp() ? outstanding.minus(event.amount()) : outstanding);
    }

    Refunds evolve(RefundRefused event) {
        return with(event.refundId(), get(event.refundId()).in(RefundState.REFUSED), outstanding);
    }

    Refunds evolve(RefundAbandoned event) {
        return with(
                event.refundId(),
                get(event.refundId()).in(RefundState.ABANDONED),
                event.outstanding());
    }

    Refunds evolve(DisputeLost event) {
        return withOutstanding(event.outstanding());
    }

    private Refunds with(RefundId refundId, Refund refund, Money outstandingNow) {
        var refunds = new HashMap<>(byId);
        refunds.put(refundId, refund);
        return new Refunds(terms, outstandingNow, refunded, refunds);
    }

    private Refunds withOutstanding(Money outstandingNow) {
        return new Refunds(terms, outstandingNow, refunded, byId);
    }
}

package io.cartulary.command.payment;

import static io.cartulary.command.Amounts.least;
import static io.cartulary.command.payment.PaymentRejection.*;

import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.payment.PaymentEvent;
import io.cartulary.events.payment.PaymentEvent.*;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/// What payers' banks want back. Never changes; every step makes another.
record Disputes(PaymentTerms terms, Map<String, Dispute> byReference) {

    enum State {
        OPEN,
        WON,
        LOST
    }

    record Dispute(Money amount, State state) {

        Dispute in(State next) {
            return new Dispute(amount, next);
        }
    }

    static Disputes none(PaymentTerms terms) {
        return new Disputes(terms, Map.of());
    }

    Optional<PaymentDisputed> decide(RecordDispute command, Money outstanding) {
        return byReference.containsKey(command.disputeReference())
                ? Optional.empty()
                : Optional.of(
                        new PaymentDisputed(
                                terms.paymentId(),
                                terms.orderId(),
                                command.disputeReference(),
                                // How much of ours an amount in another currency is, is unknown:
                                // all of it then.
                                command.amount().isSameCurrency(outstanding)
                                        ? command.amount()
                                        : outstanding,
                                command.reason()));
    }

    Optional<PaymentEvent> decide(RecordDisputeEnd command, Money outstanding) {
        var reference = command.disputeReference();
        var dispute = byReference.get(reference);
        if (dispute == null) {
            throw new CommandRejected(UNKNOWN_DISPUTE);
        }
        if (dispute.state() != State.OPEN) {
            return Optional.empty();
        }
        return Optional.of(
                command.won()
                        ? new DisputeWon(terms.paymentId(), terms.orderId(), reference)
                        : new DisputeLost(
                                terms.paymentId(),
                                terms.orderId(),
                                reference,
                                dispute.amount(),
                                outstanding.minus(least(dispute.amount(), outstanding))));
    }

    /// What banks took back.
    Money lost() {
        return sum(State.LOST);
    }

    /// Of what is outstanding: what no bank may take.
    Money undisputed(Money outstanding) {
        return outstanding.minus(least(sum(State.OPEN), outstanding));
    }

    private Money sum(State state) {
        var sum = terms.nothing();
        for (var dispute : byReference.values()) {
            if (dispute.state() == state) {
                sum = sum.plus(dispute.amount());
            }
        }
        return sum;
    }

    Disputes evolve(PaymentDisputed event) {
        return with(event.disputeReference(), new Dispute(event.amount(), State.OPEN));
    }

    Disputes evolve(DisputeWon event) {
        return end(event.disputeReference(), State.WON);
    }

    Disputes evolve(DisputeLost event) {
        return end(event.disputeReference(), State.LOST);
    }

    private Disputes end(String reference, State end) {
        return with(reference, byReference.get(reference).in(end));
    }

    private Disputes with(String reference, Dispute dispute) {
        var disputes = new HashMap<>(byReference);
        disputes.put(reference, dispute);
        return new Disputes(terms, disputes);
    }
}

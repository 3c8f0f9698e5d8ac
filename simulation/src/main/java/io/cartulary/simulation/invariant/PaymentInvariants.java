package io.cartulary.simulation.invariant;

import static io.cartulary.simulation.invariant.CheckedLife.minor;
import static io.cartulary.simulation.world.Violation.unless;

import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.simulation.bank.Ledger;
import java.util.HashSet;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// No more is taken than was asked for, no more given back than was taken, and our figures are the
/// provider's.
public final class PaymentInvariants {

    private final CheckedLife life;
    private final Ledger ledger;
    private final Set<RefundId> abandoned = new HashSet<>();

    PaymentInvariants(CheckedLife life, Ledger ledger) {
        this.life = life;
        this.ledger = ledger;
    }

    void clear() {
        abandoned.clear();
    }

    void on(Object event) {
        switch (event) {
            case PaymentRequested requested -> onRequested(requested);
            case PaymentAuthorised authorised -> {
                var payment = life.payments.get(authorised.paymentId());
                payment.status = "authorised";
                payment.authorised = true;
            }
            case CaptureRequested capture -> onCapture(capture);
            case CaptureRefused refused ->
                    life.payments.get(refused.paymentId()).captures.remove(refused.captureId());
            case PaymentCaptured captured -> {
                var before = life.payments.get(captured.paymentId()).captured;
                unless(
                        minor(captured.captured()) == before + minor(captured.amount()),
                        "captures add up",
                        captured,
                        " after ",
                        before);
                onCaptured(captured.paymentId(), captured.captured());
            }
            case PaymentSettled settled -> onPaid(settled);
            case PaymentReplaced replaced ->
                    life.payments.get(replaced.paymentId()).replaced = true;
            case PaymentDeclined declined -> onDied(declined.paymentId(), "declined");
            case PaymentCancelled cancelled ->
                    life.payments.get(cancelled.paymentId()).status = "cancelled";
            case PaymentVoided voided -> onDied(voided.paymentId(), "voided");
            case RefundRequested refund -> onRefund(refund);
            case RefundAbandoned abandoned -> onRefund(abandoned);
            case PaymentDisputed disputed ->
                    unless(
                            life.payments
                                            .get(disputed.paymentId())
                                            .disputes
                                            .put(disputed.disputeReference(), disputed)
                                    == null,
                            "a dispute is recorded once",
                            disputed);
            case DisputeWon won -> onDecided(won.paymentId(), won.disputeReference());
            case DisputeLost lost ->
                    life.payments.get(lost.paymentId()).lost +=
                            onDecided(lost.paymentId(), lost.disputeReference());
            case RefundSettled settled -> onSettled(settled);
            default -> {
                /* of another family */
            }
        }
    }

    private void onRequested(PaymentRequested event) {
        unless(life.orders.containsKey(event.orderId()), "no payment without its order", event);
        life.payments.put(event.paymentId(), new CheckedPayment(event));
    }

    /// An authorisation is captured once, and what the last capture leaves of it is called off.
    private void onCapture(CaptureRequested event) {
        var payment = life.payments.get(event.paymentId());
        unless(
                !payment.isCalledOff() && !payment.captures.containsKey(event.captureId()),
                "nothing is taken of a promise after the last of it",
                event);
        payment.captures.put(event.captureId(), event);
        unless(
                payment.toBeCaptured() <= payment.amount(),
                "no more is taken than was asked for",
                event);
    }

    private void onCaptured(PaymentId paymentId, Money captured) {
        var payment = life.payments.get(paymentId);
        payment.captured = minor(captured);
        unless(
                payment.captured <= minor(payment.requested.amount()),
                "no more is taken than was asked for",
                paymentId,
                " ",
                captured);
    }

    /// Less than was asked for is enough when staff said so.
    private void onPaid(PaymentSettled event) {
        var payment = life.payments.get(event.paymentId());
        var all = minor(event.amount()) == payment.amount();
        unless(
                all
                        || payment.isDead()
                        || payment.isCalledOff() && minor(event.amount()) == payment.toBeCaptured(),
                "what was promised is given up by staff alone",
                event,
                " of ",
                payment.amount());
        unless(event.inPart() != all, "a payment knows whether it is whole", event);
        payment.status = "settled";
        onCaptured(event.paymentId(), event.amount());
    }

    private void onDied(PaymentId paymentId, String status) {
        var payment = life.payments.get(paymentId);
        payment.status = status;
        var order = life.orders.get(payment.requested.orderId());
        if (order.confirmed && order.payments().contains(paymentId) && life.missing(order) > 0) {
            order.unknownLosses.add(paymentId);
        }
    }

    private long onDecided(PaymentId paymentId, String reference) {
        var dispute = life.payments.get(paymentId).disputes.remove(reference);
        unless(dispute != null, "a dispute is decided once", reference);
        return minor(dispute.amount());
    }

    private void onRefund(RefundRequested event) {
        life.refunds.put(event.refundId(), event);
        var payment = life.payments.get(event.paymentId());
        payment.asked += minor(event.amount());
        payment.goodwill += goodwill(event);
        unless(
                payment.asked + payment.lost + payment.disputed() <= payment.captured,
                "no more is asked back than was taken",
                event,
                " of ",
                payment.captured,
                " and ",
                payment.lost + payment.disputed(),
                " the bank has");
        switch (event.reason()) {
            case LINES_CANCELLED, GOODS_RETURNED -> {
                var order = life.orders.get(event.orderId());
                var paid = 0L;
                for (var name : order.payments()) {
                    paid += life.payments.get(name).kept() + life.payments.get(name).authorised();
                }
                unless(
                        paid >= order.due(),
                        "no more goes back than is kept beyond what an order costs",
                        event,
                        " leaves ",
                        paid,
                        " of ",
                        order.due());
            }
            case ORDER_CANCELLED, SETTLED_AFTER_CANCELLATION, GOODWILL -> {
                /* all of it, or what staff want */
            }
        }
    }

    private void onRefund(RefundAbandoned event) {
        var payment = life.payments.get(event.paymentId());
        payment.asked -= minor(event.amount());
        payment.goodwill -= goodwill(life.refunds.get(event.refundId()));
        abandoned.add(event.refundId());
    }

    private static long goodwill(RefundRequested refund) {
        return refund.reason() == RefundReason.GOODWILL ? minor(refund.amount()) : 0;
    }

    private void onSettled(RefundSettled event) {
        var payment = life.payments.get(event.paymentId());
        payment.refunded += minor(event.amount());
        unless(
                payment.refunded == minor(event.refunded()) && payment.refunded <= payment.captured,
                "refunds add up, and to no more than was taken",
                event);
    }

    public @Nullable RefundRequested refund(String refundId) {
        return life.refunds.get(new RefundId(refundId));
    }

    /// What of a refund that was given up is still to go back.
    public long toGiveBack(RefundRequested refund) {
        return Math.min(
                minor(refund.amount()), life.toGiveBack(life.payments.get(refund.paymentId())));
    }

    public boolean isAbandoned(RefundRequested refund) {
        return abandoned.contains(refund.refundId());
    }

    /// What we know that banks have of a payment, or ask for.
    public long disputed(PaymentId paymentId) {
        var payment = life.payments.get(paymentId);
        return payment.lost + payment.disputed();
    }

    void close() {
        life.payments.values().forEach(this::closePayment);
        for (var payment : ledger.payments()) {
            unless(
                    life.payments.containsKey(new PaymentId(payment)),
                    "no payment without its order",
                    payment);
        }
    }

    private void closePayment(CheckedPayment payment) {
        var name = payment.requested.paymentId().value();
        unless(
                payment.captured == ledger.taken(name)
                        && payment.refunded == ledger.givenBack(name)
                        && payment.lost == ledger.chargedBack(name)
                        && payment.disputes.isEmpty(),
                "our books are the provider's",
                name,
                ": we have ",
                payment.captured,
                ", ",
                payment.refunded,
                " back and ",
                payment.lost,
                " lost, they ",
                ledger.taken(name),
                ", ",
                ledger.givenBack(name),
                " and ",
                ledger.chargedBack(name));
        unless(
                payment.asked == payment.refunded,
                "every refund arrives",
                name,
                ": ",
                payment.asked,
                " asked, ",
                payment.refunded,
                " back");
        unless(
                switch (payment.status) {
                    case "requested", "authorised", "cancelled" -> false;
                    default -> true;
                },
                "every payment ends",
                name,
                " is ",
                payment.status);
    }
}

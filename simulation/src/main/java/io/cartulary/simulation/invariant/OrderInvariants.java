package io.cartulary.simulation.invariant;

import static io.cartulary.simulation.invariant.CheckedLife.minor;
import static io.cartulary.simulation.world.Violation.unless;

import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.simulation.bank.Ledger;
import io.cartulary.simulation.world.Violation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.Money;

/// Each order ends once, paid by what it costs, and gives back no more than that.
final class OrderInvariants {

    private final CheckedLife life;
    private final Ledger ledger;
    private final Map<PaymentId, Repayment> repayments = new LinkedHashMap<>();

    OrderInvariants(CheckedLife life, Ledger ledger) {
        this.life = life;
        this.ledger = ledger;
    }

    private static final class Repayment {

        /// What was neither paid nor authorised when it was asked for.
        private final long open;

        private boolean ended;

        Repayment(long open) {
            this.open = open;
        }
    }

    void clear() {
        repayments.clear();
    }

    void on(Object event) {
        switch (event) {
            case OrderPlaced placed -> life.orders.put(placed.orderId(), new CheckedOrder(placed));
            case OrderConfirmed confirmed -> onConfirmed(confirmed);
            case OrderCancelled cancelled -> onCancelled(cancelled);
            case OrderPaymentLost lost -> onLost(lost);
            case UnpaidShipmentAllowed released -> {
                var order = life.orders.get(released.orderId());
                unless(order.unpaid, "only what is held up is let go", released);
                order.unpaid = false;
            }
            case OrderPutOnHold held -> life.orders.get(held.orderId()).onHold = true;
            case OrderTakenOffHold letGo -> {
                var order = life.orders.get(letGo.orderId());
                unless(order.onHold, "only what is on hold is taken off", letGo);
                order.onHold = false;
            }
            case ShipmentPacked packed ->
                    unless(
                            !life.orders.get(packed.orderId()).onHold,
                            "nothing is packed that is on hold",
                            packed);
            case ShipmentDispatched sent -> {
                var order = life.orders.get(sent.orderId());
                unless(!order.unpaid, "nothing leaves that is not paid", sent);
                unless(!order.onHold, "nothing leaves that is on hold", sent);
            }
            case OrderDelivered delivered -> life.orders.get(delivered.orderId()).delivered = true;
            case OrderLinesCancelled cancelled ->
                    cancelled
                            .lines()
                            .forEach(line -> {
                                var order = life.orders.get(cancelled.orderId());
                                order.takeBack(line.line(), line.quantity(), line.amount());
                                order.onShelf.merge(line.sku(), line.quantity(), Integer::sum);
                            });
            case ReturnReceived received ->
                    received.lines()
                            .forEach(line -> {
                                var order = life.orders.get(received.orderId());
                                order.takeBack(line.line(), line.quantity(), line.amount());
                                order.onShelf.merge(line.sku(), line.restocked(), Integer::sum);
                            });
            case OrderEditRequested asked ->
                    life.edits.put(asked.editId().holder(), new CheckedEdit());
            case OrderLinesAdded added -> onLinesAdded(added);
            case RepaymentRequested asked -> onRepayment(asked);
            case RepaymentReceived received -> onRepaid(received);
            case RepaymentDropped dropped -> repayments.get(dropped.paymentId()).ended = true;
            case OrderEditDropped dropped ->
                    life.edits.get(dropped.editId().holder()).droppedAt = life.at;
            case OrderRefunded refunded -> onRefunded(refunded);
            case InterventionRequested called
                    when called.reason() == InterventionReason.MONEY_NOT_COMING -> {
                /* the bank did not keep its authorisation */
            }
            case InterventionRequested called ->
                    throw new Violation("no step of a saga is refused", called.toString());
            default -> {
                /* of another family */
            }
        }
    }

    private void onConfirmed(OrderConfirmed event) {
        var order = life.orders.get(event.orderId());
        unless(
                !order.confirmed && order.cancelled == null,
                "an order is confirmed once and not after its end",
                event);
        order.confirmed = true;
        order.payer = event.paymentId();
        if (order.total() > 0) {
            var payment = life.payments.get(event.paymentId());
            unless(
                    payment != null && (payment.status.equals("settled") || payment.authorised),
                    "an order is confirmed for money",
                    event);
            // It may have expired before the order was confirmed by it.
            if (payment.isDead()) {
                order.unknownLosses.add(event.paymentId());
            }
        }
    }

    private void onCancelled(OrderCancelled event) {
        var order = life.orders.get(event.orderId());
        unless(order.cancelled == null && !order.delivered, "an order ends once", event);
        order.cancelled = event.reason();
        order.cancelledAt = life.at;
    }

    private void onLost(OrderPaymentLost event) {
        var order = life.orders.get(event.orderId());
        unless(
                order.confirmed
                        && order.cancelled == null
                        && order.payments().contains(event.paymentId())
                        && life.payments.get(event.paymentId()).died() > 0,
                "only authorised money is lost",
                event);
        order.unpaid = true;
        order.unknownLosses.remove(event.paymentId());
    }

    private void onLinesAdded(OrderLinesAdded event) {
        var order = life.orders.get(event.orderId());
        var edit = life.edits.get(event.editId().holder());
        unless(
                !edit.made && edit.droppedAt == null && order.cancelled == null,
                "a change is made once and not after its end",
                event);
        edit.made = true;
        order.lines.addAll(event.lines());
        event.lines().forEach(line -> order.added += minor(line.total()));
        order.charged += minor(event.paid());
        order.delivered = false;
        if (event.paymentId() != null) {
            paidFurther(order, event.paymentId(), event.paid(), event);
        }
        unless(
                minor(event.due()) == order.due() && minor(event.charged()) == order.charged,
                "an order knows what it costs",
                event,
                " but ",
                order.due());
    }

    private void paidFurther(CheckedOrder order, PaymentId paymentId, Money paid, Object event) {
        order.furtherPayments.add(paymentId);
        var payment = life.payments.get(paymentId);
        unless(
                payment != null
                        && minor(payment.requested.amount()) == minor(paid)
                        && (payment.status.equals("settled")
                                || payment.status.equals("authorised")),
                "a change is made for money",
                event);
    }

    private void onRepayment(RepaymentRequested event) {
        var order = life.orders.get(event.orderId());
        repayments.put(event.paymentId(), new Repayment(life.open(order)));
        var missing = life.missing(order);
        unless(
                order.unpaid && minor(event.amount()) <= missing,
                "no more is paid again than is missing",
                event,
                " of ",
                missing);
    }

    private void onRepaid(RepaymentReceived event) {
        var order = life.orders.get(event.orderId());
        var repayment = repayments.get(event.paymentId());
        unless(
                !repayment.ended && order.cancelled == null,
                "a repayment is received once and not after its end",
                event);
        repayment.ended = true;
        order.repaid += minor(event.amount());
        order.unpaid = false;
        paidFurther(order, event.paymentId(), event.amount(), event);
        unless(
                life.missing(order)
                        <= Math.max(0, life.open(order) + minor(event.amount()) - repayment.open),
                "who pays again pays all that was missing",
                event);
    }

    private void onRefunded(OrderRefunded event) {
        var order = life.orders.get(event.orderId());
        order.refunded += minor(event.amount());
        unless(
                order.confirmed || order.cancelled != null,
                "nothing is refunded of an order that nothing paid",
                event);
        unless(
                order.refunded == minor(event.refunded())
                        && order.refunded <= order.charged + order.repaid,
                "an order's refunds add up, and to no more than it cost",
                event,
                " but ",
                order.refunded);
    }

    void close() {
        life.orders.values().forEach(this::closeOrder);
    }

    private void closeOrder(CheckedOrder order) {
        var id = order.placed.orderId();
        unless(
                order.delivered || order.cancelled != null,
                "every order ends",
                id,
                " of ",
                order.total());
        unless(!order.unpaid || order.cancelled != null, "no order stays unpaid", id);
        var payers = 0;
        var taken = 0L;
        var lost = 0L;
        var untaken = -order.repaid;
        var goodwill = 0L;
        var net = 0L;
        for (var payment : life.payments.values()) {
            if (!payment.requested.orderId().equals(id)) {
                continue;
            }
            var paymentId = payment.requested.paymentId();
            var left = ledger.left(paymentId.value());
            payers += left > 0 ? 1 : 0;
            net += left;
            if (order.cancelled == null && order.payments().contains(paymentId)) {
                taken += ledger.taken(paymentId.value());
                lost += ledger.chargedBack(paymentId.value());
                goodwill += payment.goodwill;
                untaken += payment.amount() - payment.captured;
            }
        }
        // Part of what was called off or lost is owed no more, if it is taken back.
        var due = order.cancelled != null ? 0 : order.due();
        var most = Math.max(0, Math.min(taken, due) - goodwill);
        var least = Math.max(0, Math.min(most, due - untaken - lost - goodwill));
        unless(
                net >= least && net <= most,
                "the provider has what the order costs",
                id,
                " costs ",
                due,
                ", at least ",
                least,
                " and at most ",
                most,
                " is to be paid, and was paid ",
                net);
        unless(
                order.cancelled != null
                        || order.unknownLosses.isEmpty()
                        || life.missing(order) == 0,
                "an order is notified of money that will not come",
                id,
                " of ",
                order.unknownLosses);
        unless(payers <= 1 + order.furtherPayments.size(), "no order is paid twice", id);
        for (var line : order.lines) {
            var pieces = order.piecesBack.getOrDefault(line.line(), 0);
            var money = order.moneyBack.getOrDefault(line.line(), 0L);
            unless(
                    pieces <= line.quantity()
                            && money <= minor(line.total())
                            && (pieces < line.quantity() || money == minor(line.total())),
                    "all pieces of a line add up to the line",
                    id,
                    " line ",
                    line.line(),
                    ": ",
                    money,
                    " for ",
                    pieces);
        }
        var refunded = refunded(order);
        unless(
                order.refunded == refunded,
                "an order knows what went back",
                id,
                " says ",
                order.refunded,
                " and its payment ",
                refunded);
    }

    private long refunded(CheckedOrder order) {
        if (order.confirmed) {
            return order.payments().stream()
                    .mapToLong(name -> life.payments.get(name).refunded)
                    .sum();
        }
        return life.payments.values().stream()
                .filter(payment ->
                        payment.requested.orderId().equals(order.placed.orderId())
                                && !payment.replaced)
                .mapToLong(payment -> payment.refunded)
                .sum();
    }

    /// How orders ended, to see that much was tried.
    Map<String, Integer> endings() {
        var endings = new TreeMap<String, Integer>();
        for (var order : life.orders.values()) {
            var end =
                    order.cancelled != null
                            ? "cancelled: "
                                    + order.cancelled
                                    + (order.confirmed ? " after it was confirmed" : "")
                            : "delivered"
                                    + (order.back > 0 ? ", some of it came back" : "")
                                    + (order.added > 0 ? ", after a change" : "");
            endings.merge(end, 1, Integer::sum);
        }
        return endings;
    }
}

package io.cartulary.simulation.invariant;

import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.simulation.world.Timeline;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.joda.money.Money;

/// What the events said of orders and payments, which several families of invariants compare.
final class CheckedLife {

    final Map<OrderId, CheckedOrder> orders = new LinkedHashMap<>();

    /// By the name under which their stock is held.
    final Map<OrderId, CheckedEdit> edits = new LinkedHashMap<>();

    final Map<PaymentId, CheckedPayment> payments = new LinkedHashMap<>();
    final Map<RefundId, RefundRequested> refunds = new LinkedHashMap<>();
    Instant at = Timeline.BEGIN;

    void clear() {
        orders.clear();
        edits.clear();
        payments.clear();
        refunds.clear();
    }

    /// What promises brought less than an order costs, and no one has paid since.
    long missing(CheckedOrder order) {
        var died = 0L;
        for (var name : order.payments()) {
            died += payments.get(name).died();
        }
        return Math.max(0, Math.min(open(order), died - order.repaid));
    }

    /// What of an order's cost no one has paid or promised.
    long open(CheckedOrder order) {
        var open = order.due();
        for (var name : order.payments()) {
            var payment = payments.get(name);
            open -= payment.kept() + payment.lost + payment.authorised();
        }
        return open;
    }

    /// What of a payment is no one's but the customer's.
    long toGiveBack(CheckedPayment payment) {
        var order = orders.get(payment.requested.orderId());
        var left = payment.captured - payment.asked - payment.lost;
        if (order.cancelled != null || !order.payments().contains(payment.requested.paymentId())) {
            return left;
        }
        var beyond = -order.due();
        for (var name : order.payments()) {
            beyond += payments.get(name).kept();
        }
        return Math.max(0, Math.min(left, beyond));
    }

    static long minor(Money amount) {
        return amount.getAmountMinorLong();
    }
}

package io.cartulary.command.order;

import static io.cartulary.command.order.OrderRejection.*;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.payment.PaymentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// The money of an order: what it costs, who pays it, and what went back. Never changes; every step
/// makes another.
record Account(Costs costs, Payers payers, Refunds refunds) {

    /// @param totals of all lines that it ever had
    /// @param due what it costs without the pieces that were cancelled or came back
    /// @param charged what was asked for in payments: its total and what changes cost more
    /// @param repaid what was paid in the place of authorised money that did not come
    record Costs(OrderTotals totals, Money due, Money charged, Money repaid) {

        Costs withDue(Money now) {
            return new Costs(totals, now, charged, repaid);
        }

        Costs plus(OrderLinesAdded added) {
            return new Costs(added.totals(), added.due(), added.charged(), repaid);
        }

        Costs plus(RepaymentReceived received) {
            return new Costs(totals, due, charged, repaid.plus(received.amount()));
        }
    }

    /// @param own which pays the order as it was placed; until it is confirmed another may
    /// @param asked whether that was ever asked for anything
    /// @param further by which changes were paid, and what was missing
    /// @param lost of which authorised money did not come
    /// @param unpaid whether that still holds the order up
    record Payers(
            PaymentId own,
            boolean asked,
            boolean confirmed,
            List<PaymentId> further,
            Set<PaymentId> lost,
            boolean unpaid) {

        List<PaymentId> all() {
            var all = new ArrayList<PaymentId>();
            if (asked) {
                all.add(own);
            }
            all.addAll(further);
            return all;
        }

        boolean contains(PaymentId payment) {
            return payment.equals(own) || further.contains(payment);
        }

        Payers confirmedBy(PaymentId payment) {
            return new Payers(payment, asked, true, further, lost, unpaid);
        }

        Payers withUnpaid(boolean now) {
            return new Payers(own, asked, confirmed, further, lost, now);
        }

        Payers withLost(PaymentId payment) {
            var next = new HashSet<>(lost);
            next.add(payment);
            return new Payers(own, asked, confirmed, further, next, true);
        }

        Payers plus(@Nullable PaymentId payment) {
            if (payment == null) {
                return this;
            }
            var next = new ArrayList<>(further);
            next.add(payment);
            return new Payers(own, asked, confirmed, next, lost, unpaid);
        }
    }

    record Refunds(Money sum, Map<PaymentId, Money> byPayment) {

        Refunds plus(PaymentId payment, Money amount) {
            var next = new HashMap<>(byPayment);
            next.merge(payment, amount, Money::plus);
            return new Refunds(sum.plus(amount), next);
        }
    }

    static Account of(OrderPlaced placed) {
        var total = placed.totals().total();
        var zero = Money.zero(total.getCurrencyUnit());
        return new Account(
                new Costs(placed.totals(), total, total, zero),
                new Payers(
                        placed.paymentId(), total.isPositive(), false, List.of(), Set.of(), false),
                new Refunds(zero, Map.of()));
    }

    Money zero() {
        return Money.zero(due().getCurrencyUnit());
    }

    Money due() {
        return costs.due();
    }

    OrderTotals totals() {
        return costs.totals();
    }

    /// Whether a confirmed order took money that can go back.
    boolean isPaid() {
        return totals().total().isPositive();
    }

    boolean isUnpaid() {
        return payers.unpaid();
    }

    void requirePaid() {
        if (isUnpaid()) {
            throw new CommandRejected(NOT_PAID);
        }
    }

    List<OrderEvent> decide(RecordOrderRefund command, OrderState status) {
        var before = refunds.byPayment().getOrDefault(command.paymentId(), zero());
        if (!isPaidBy(command.paymentId(), status) || !command.refunded().isGreaterThan(before)) {
            return List.of();
        }
        var more = command.refunded().minus(before);
        var after = refunds.sum().plus(more);
        if (after.isGreaterThan(costs.charged().plus(costs.repaid()))) {
            throw new CommandRejected(REFUND_EXCEEDS_TOTAL);
        }
        return List.of(new OrderRefunded(command.orderId(), command.paymentId(), more, after));
    }

    /// Nothing pays an order that waits for its payment: until it is confirmed, each attempt may be
    /// replaced by another. What comes after the order ended pays it, too, and goes back.
    private boolean isPaidBy(PaymentId payment, OrderState status) {
        return switch (status) {
            case PENDING -> false;
            case CANCELLED -> !payers.confirmed() || payers.contains(payment);
            case CONFIRMED, PROCESSING, PARTLY_SHIPPED, SHIPPED, DELIVERED ->
                    payers.contains(payment);
        };
    }

    boolean isNewlyLost(PaymentId payment) {
        return payers.contains(payment) && !payers.lost().contains(payment);
    }

    List<OrderEvent> decide(RecordLostPayment command) {
        return List.of(
                new OrderPaymentLost(command.orderId(), command.paymentId()),
                new InterventionRequested(
                        command.orderId(),
                        "lost/" + command.paymentId(),
                        InterventionReason.MONEY_NOT_COMING,
                        null,
                        NOT_PAID.name()));
    }

    Account evolve(OrderEvent event) {
        return switch (event) {
            case OrderConfirmed e -> with(payers.confirmedBy(e.paymentId()));
            case OrderLinesCancelled e -> with(costs.withDue(e.due()));
            case ReturnReceived e -> with(costs.withDue(e.due()));
            case OrderLinesAdded e ->
                    new Account(costs.plus(e), payers.plus(e.paymentId()), refunds);
            case RepaymentReceived e ->
                    new Account(
                            costs.plus(e), payers.plus(e.paymentId()).withUnpaid(false), refunds);
            case OrderPaymentLost e -> with(payers.withLost(e.paymentId()));
            case UnpaidShipmentAllowed _ -> with(payers.withUnpaid(false));
            case OrderRefunded e ->
                    new Account(costs, payers, refunds.plus(e.paymentId(), e.amount()));
            default -> this;
        };
    }

    private Account with(Costs next) {
        return new Account(next, payers, refunds);
    }

    private Account with(Payers next) {
        return new Account(costs, next, refunds);
    }
}

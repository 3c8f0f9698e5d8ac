package io.cartulary.command.order;

import static io.cartulary.command.order.OrderRejection.ALREADY_CANCELLED;
import static io.cartulary.command.order.OrderRejection.ALREADY_CONFIRMED;
import static io.cartulary.command.order.OrderRejection.ALREADY_SHIPPED;
import static io.cartulary.command.order.OrderRejection.EMPTY_ORDER;
import static io.cartulary.command.order.OrderRejection.NOT_A_PAST_ORDER;
import static io.cartulary.command.order.OrderRejection.NOT_CONFIRMED;
import static io.cartulary.command.order.OrderRejection.NOT_IN_PROCESSING;
import static io.cartulary.command.order.OrderRejection.NOT_SHIPPED;
import static io.cartulary.command.order.OrderRejection.PAST_ORDER;
import static io.cartulary.command.order.OrderRejection.PAST_ORDER_DIFFERS;
import static io.cartulary.command.order.OrderRejection.REFUND_EXCEEDS_LINE;
import static io.cartulary.command.order.OrderRejection.REFUND_EXCEEDS_TOTAL;
import static io.cartulary.command.order.OrderRejection.TOTALS_DISAGREE;
import static io.cartulary.command.order.OrderRejection.UNKNOWN_LINE;
import static io.cartulary.command.order.OrderStatus.DELIVERED;
import static java.util.stream.Collectors.summingInt;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.CommandRejected;
import io.cartulary.command.order.OrderCommand.CancelOrder;
import io.cartulary.command.order.OrderCommand.ConfirmOrder;
import io.cartulary.command.order.OrderCommand.PlaceOrder;
import io.cartulary.command.order.OrderCommand.ReadOrder;
import io.cartulary.command.order.OrderCommand.RecordDelivery;
import io.cartulary.command.order.OrderCommand.RecordOrderRefund;
import io.cartulary.command.order.OrderCommand.RecordPastOrder;
import io.cartulary.command.order.OrderCommand.RecordPastRefund;
import io.cartulary.command.order.OrderCommand.ShipOrder;
import io.cartulary.command.order.OrderCommand.StartProcessing;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.AppliedDiscount;
import io.cartulary.events.order.OrderEvent.OrderCancelled;
import io.cartulary.events.order.OrderEvent.OrderConfirmed;
import io.cartulary.events.order.OrderEvent.OrderDelivered;
import io.cartulary.events.order.OrderEvent.OrderPlaced;
import io.cartulary.events.order.OrderEvent.OrderProcessingStarted;
import io.cartulary.events.order.OrderEvent.OrderRefunded;
import io.cartulary.events.order.OrderEvent.OrderShipped;
import io.cartulary.events.order.OrderEvent.PastOrderRecorded;
import io.cartulary.events.order.OrderEvent.PastRefundRecorded;
import io.cartulary.events.order.OrderEvent.RefundedLine;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.payment.PaymentId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// One purchase, from placement to delivery or cancellation, and what was paid back of it.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class Order {

    @AggregateIdentifier private OrderId orderId;
    private String number;
    private @Nullable OrderStatus status;
    private boolean past;
    private @Nullable CartId cartId;
    private @Nullable CustomerId customerId;
    private @Nullable PaymentId paymentId;
    private List<CouponCode> coupons = List.of();
    private OrderTotals totals;
    private List<SkuQuantity> pieces = List.of();
    private Money refunded;
    private @Nullable String trackingNumber;

    /// Of a past order only, by line number: what is left to be refunded.
    private Map<Integer, Refundable> refundable = new HashMap<>();

    private Set<String> pastRefunds = new HashSet<>();

    private record Refundable(Sku sku, int quantity, Money amount) {

        boolean covers(RefundedLine line) {
            return line.quantity() <= quantity
                    && line.amount().isSameCurrency(amount)
                    && !line.amount().isGreaterThan(amount);
        }

        Refundable minus(RefundedLine line) {
            return new Refundable(sku, quantity - line.quantity(), amount.minus(line.amount()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    OrderSummary decide(PlaceOrder command) {
        if (past) {
            throw new CommandRejected(PAST_ORDER);
        }
        if (status == null) {
            checkSums(command.lines(), command.totals());
            apply(
                    new OrderPlaced(
                            command.orderId(),
                            command.number(),
                            command.cartId(),
                            command.customerId(),
                            command.lines(),
                            command.totals(),
                            command.discounts(),
                            command.contact(),
                            command.shippingAddress(),
                            command.billingAddress(),
                            command.country(),
                            command.shippingMethod(),
                            command.paymentId(),
                            command.paymentProvider(),
                            command.paymentToken(),
                            command.placedAt()));
        }
        return summary();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RecordPastOrder command) {
        if (status == null) {
            checkSums(command.lines(), command.totals());
            apply(
                    new PastOrderRecorded(
                            command.orderId(),
                            command.number(),
                            command.customerId(),
                            command.country(),
                            command.lines(),
                            command.totals(),
                            command.placedAt()));
        } else if (!past) {
            throw new CommandRejected(NOT_A_PAST_ORDER);
        } else if (!totals.equals(command.totals())) {
            throw new CommandRejected(PAST_ORDER_DIFFERS);
        }
    }

    @CommandHandler
    OrderSummary decide(ReadOrder command) {
        return summary();
    }

    @CommandHandler
    void decide(ConfirmOrder command) {
        switch (status) {
            case PENDING ->
                    apply(new OrderConfirmed(orderId, customerId, command.paymentId(), pieces));
            case CONFIRMED, PROCESSING, SHIPPED, DELIVERED -> {
                /* confirming twice changes nothing */
            }
            case CANCELLED -> throw new CommandRejected(ALREADY_CANCELLED);
        }
    }

    @CommandHandler
    void decide(CancelOrder command) {
        switch (status) {
            case PENDING -> cancel(command, false);
            case CONFIRMED, PROCESSING -> {
                switch (command.reason()) {
                    case CUSTOMER_REQUEST, STAFF_REQUEST ->
                            cancel(command, totals.total().isPositive());
                    case OUT_OF_STOCK, COUPON_REFUSED, PAYMENT_DECLINED, PAYMENT_TIMED_OUT ->
                            throw new CommandRejected(ALREADY_CONFIRMED);
                }
            }
            case SHIPPED, DELIVERED -> throw new CommandRejected(ALREADY_SHIPPED);
            case CANCELLED -> {
                /* cancelling twice changes nothing */
            }
        }
    }

    private void cancel(CancelOrder command, boolean paid) {
        apply(
                new OrderCancelled(
                        orderId, customerId, command.reason(), pieces, coupons, paymentId, paid));
    }

    @CommandHandler
    void decide(StartProcessing command) {
        switch (status) {
            case PENDING -> throw new CommandRejected(NOT_CONFIRMED);
            case CONFIRMED -> apply(new OrderProcessingStarted(orderId));
            case PROCESSING, SHIPPED, DELIVERED -> {
                /* starting twice changes nothing */
            }
            case CANCELLED -> throw new CommandRejected(ALREADY_CANCELLED);
        }
    }

    @CommandHandler
    void decide(ShipOrder command) {
        switch (status) {
            case PENDING -> throw new CommandRejected(NOT_CONFIRMED);
            case CONFIRMED -> throw new CommandRejected(NOT_IN_PROCESSING);
            case PROCESSING ->
                    apply(
                            new OrderShipped(
                                    orderId,
                                    command.carrier(),
                                    command.trackingNumber(),
                                    command.shippedAt()));
            case SHIPPED, DELIVERED -> {
                if (!command.trackingNumber().equals(trackingNumber)) {
                    throw new CommandRejected(ALREADY_SHIPPED);
                }
            }
            case CANCELLED -> throw new CommandRejected(ALREADY_CANCELLED);
        }
    }

    @CommandHandler
    void decide(RecordDelivery command) {
        switch (status) {
            case PENDING, CONFIRMED, PROCESSING -> throw new CommandRejected(NOT_SHIPPED);
            case SHIPPED -> apply(new OrderDelivered(orderId, command.deliveredAt()));
            case DELIVERED -> {
                /* delivering twice changes nothing */
            }
            case CANCELLED -> throw new CommandRejected(ALREADY_CANCELLED);
        }
    }

    @CommandHandler
    void decide(RecordOrderRefund command) {
        if (past) {
            throw new CommandRejected(PAST_ORDER);
        }
        if (!command.paymentId().equals(paymentId) || !command.refunded().isGreaterThan(refunded)) {
            return;
        }
        if (command.refunded().isGreaterThan(totals.total())) {
            throw new CommandRejected(REFUND_EXCEEDS_TOTAL);
        }
        apply(new OrderRefunded(orderId, command.amount(), command.refunded()));
    }

    @CommandHandler
    void decide(RecordPastRefund command) {
        if (!past) {
            throw new CommandRejected(NOT_A_PAST_ORDER);
        }
        if (pastRefunds.contains(command.reference())) {
            return;
        }
        var left = new HashMap<>(refundable);
        var amount = Money.zero(totals.total().getCurrencyUnit());
        for (var line : command.lines()) {
            var present = left.get(line.line());
            if (present == null || !present.sku().equals(line.sku())) {
                throw new CommandRejected(UNKNOWN_LINE);
            }
            if (!present.covers(line)) {
                throw new CommandRejected(REFUND_EXCEEDS_LINE);
            }
            left.put(line.line(), present.minus(line));
            amount = amount.plus(line.amount());
        }
        apply(
                new PastRefundRecorded(
                        orderId,
                        command.reference(),
                        customerId,
                        command.lines(),
                        amount,
                        refunded.plus(amount),
                        command.refundedAt()));
    }

    @EventSourcingHandler
    void evolve(OrderPlaced event) {
        begin(event.orderId(), event.number(), event.customerId(), event.totals());
        status = OrderStatus.PENDING;
        cartId = event.cartId();
        paymentId = event.paymentId();
        coupons = event.discounts().stream().map(AppliedDiscount::code).toList();
        pieces = piecesBySku(event.lines());
    }

    @EventSourcingHandler
    void evolve(PastOrderRecorded event) {
        begin(event.orderId(), event.number(), event.customerId(), event.totals());
        status = DELIVERED;
        past = true;
        for (var line : event.lines()) {
            refundable.put(line.line(), new Refundable(line.sku(), line.quantity(), line.total()));
        }
    }

    private void begin(
            OrderId id, String called, @Nullable CustomerId customer, OrderTotals costs) {
        orderId = id;
        number = called;
        customerId = customer;
        totals = costs;
        refunded = Money.zero(costs.total().getCurrencyUnit());
    }

    @EventSourcingHandler
    void evolve(OrderConfirmed event) {
        status = OrderStatus.CONFIRMED;
        paymentId = event.paymentId();
    }

    @EventSourcingHandler
    void evolve(OrderCancelled event) {
        status = OrderStatus.CANCELLED;
    }

    @EventSourcingHandler
    void evolve(OrderProcessingStarted event) {
        status = OrderStatus.PROCESSING;
    }

    @EventSourcingHandler
    void evolve(OrderShipped event) {
        status = OrderStatus.SHIPPED;
        trackingNumber = event.trackingNumber();
    }

    @EventSourcingHandler
    void evolve(OrderDelivered event) {
        status = DELIVERED;
    }

    @EventSourcingHandler
    void evolve(OrderRefunded event) {
        refunded = event.refunded();
    }

    @EventSourcingHandler
    void evolve(PastRefundRecorded event) {
        refunded = event.refunded();
        pastRefunds.add(event.reference());
        for (var line : event.lines()) {
            refundable.computeIfPresent(line.line(), (_, left) -> left.minus(line));
        }
    }

    private OrderSummary summary() {
        return new OrderSummary(orderId, number, totals, status, cartId, paymentId);
    }

    private static void checkSums(List<OrderLine> lines, OrderTotals totals) {
        if (lines.isEmpty()) {
            throw new CommandRejected(EMPTY_ORDER);
        }
        var subtotal = Money.zero(totals.total().getCurrencyUnit());
        var discount = subtotal;
        for (var line : lines) {
            subtotal = subtotal.plus(line.unitPrice().multipliedBy(line.quantity()));
            discount = discount.plus(line.discount());
        }
        if (!subtotal.equals(totals.subtotal()) || !discount.equals(totals.discount())) {
            throw new CommandRejected(TOTALS_DISAGREE);
        }
    }

    /// In the order of the SKUs, so that whoever locks their stock does so in one order everywhere.
    static List<SkuQuantity> piecesBySku(List<OrderLine> lines) {
        return lines.stream()
                .collect(
                        Collectors.groupingBy(
                                OrderLine::sku, TreeMap::new, summingInt(OrderLine::quantity)))
                .entrySet()
                .stream()
                .map(sku -> new SkuQuantity(sku.getKey(), sku.getValue()))
                .toList();
    }

    Order() {} // Axon creates an empty order, then replays its events
}

package io.cartulary.query.order.details;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.Personal;
import io.cartulary.events.importedorder.ImportedOrderEvent;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.order.Fulfilment;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.payment.PaymentEvent;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.eventstore.tables.Row;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.query.order.FulfilmentStatus;
import io.cartulary.query.order.OrderStatus;
import io.cartulary.query.order.PaymentStatus;
import io.cartulary.query.order.details.OrderTables.Details;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.EventPosition;
import io.cartulary.query.projection.Generation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Owns table `order_details`: one row an order, with its lines and its payment; and `order_part`:
/// one row for each of its parcels, returns, notes and the like. Events of an order and of its
/// payment come here in their order.
final class OrderDetailsProjection implements BatchHandler {

    /// As next step; what is absent here would keep the one before.
    static final String NOWHERE = "";

    private final Generation generation;
    private final JdbcTemplate database;
    private final JsonMapper json;

    OrderDetailsProjection(Generation generation, JdbcTemplate database, JsonMapper json) {
        this.generation = generation;
        this.database = database;
        this.json = json;
    }

    private record Received(DomainEvent event, EventMessage<?> message) {}

    @Override
    public Batch begin() {
        return new Batch() {

            private final List<Received> events = new ArrayList<>();
            private final Rows rows = new Rows(generation.schema());
            private final OrderParts parts = new OrderParts(json, rows);

            @Override
            public void on(DomainEvent event, EventMessage<?> message) {
                events.add(new Received(event, message));
            }

            /// What payments are for is asked once for the whole batch.
            @Override
            public void flush() {
                var further = FurtherPayments.of(ordersOfPayments(), generation, database);
                events.forEach(received -> fold(received.event(), received.message(), further));
                rows.write(database);
            }

            private Set<OrderId> ordersOfPayments() {
                var orders = new HashSet<OrderId>();
                for (var received : events) {
                    if (received.event() instanceof PaymentEvent payment) {
                        orders.add(payment.orderId());
                    }
                }
                return orders;
            }

            private void fold(DomainEvent event, EventMessage<?> message, FurtherPayments further) {
                switch (event) {
                    case OrderEvent order -> {
                        further.learnFrom(order);
                        OrderDetailsProjection.this.fold(
                                order, row(order.orderId(), message), message);
                        parts.fold(order, message);
                    }
                    case ImportedOrderEvent imported -> {
                        OrderDetailsProjection.this.fold(
                                imported, row(imported.orderId(), message));
                        parts.fold(imported);
                    }
                    case PaymentEvent payment -> {
                        further.learnFrom(payment);
                        var row = row(payment.orderId());
                        if (further.isOfEdit(payment.paymentId())) {
                            parts.fold(payment, message);
                        } else {
                            OrderDetailsProjection.fold(
                                    payment, further.isRepayment(payment.paymentId()), row);
                        }
                    }
                    default -> throw new IllegalArgumentException("not read here: " + event);
                }
            }

            private Row row(OrderId order, EventMessage<?> message) {
                return row(order).set(Details.VERSION, EventPosition.inAggregate(message));
            }

            private Row row(OrderId order) {
                return rows.of(Details.TABLE, order);
            }
        };
    }

    private void fold(OrderEvent event, Row row, EventMessage<?> message) {
        var progress = OrderStatus.after(event);
        if (progress != null) {
            row.set(Details.PROGRESS, progress);
        }
        switch (event) {
            case OrderPlaced placed -> {
                row.set(Details.NUMBER, placed.number())
                        .set(Details.CUSTOMER_ID, placed.customerId())
                        .set(Details.IMPORTED, false)
                        .set(
                                Details.PAYMENT_PROGRESS,
                                placed.totals().total().isZero()
                                        ? PaymentStatus.PAID
                                        : PaymentStatus.PENDING)
                        .set(Details.FULFILMENT, FulfilmentStatus.UNFULFILLED)
                        .set(Details.COUNTRY, placed.country());
                lines(placed.lines(), placed.totals(), row)
                        .set(Details.DISCOUNTS, json.writeValueAsString(placed.discounts()))
                        .set(Details.CONTACT, sealed(placed.contact()))
                        .set(Details.SHIPPING_ADDRESS, sealed(placed.shippingAddress()))
                        .set(Details.BILLING_ADDRESS, sealed(placed.billingAddress()))
                        .set(Details.SHIPPING_METHOD, placed.shippingMethod())
                        .set(Details.PAYMENT_ID, placed.paymentId().value())
                        .set(Details.PAYMENT_PROVIDER, placed.paymentProvider())
                        .set(Details.PLACED_AT, placed.placedAt());
            }
            case OrderConfirmed _ -> row.set(Details.CONFIRMED_AT, message.getTimestamp());
            case OrderCancelled cancelled -> {
                row.set(Details.CANCELLATION_REASON, cancelled.reason())
                        .set(Details.CANCELLED_AT, message.getTimestamp())
                        .set(Details.DUE, 0L);
                if (!cancelled.paid()) {
                    row.set(Details.PAYMENT_PROGRESS, PaymentStatus.FAILED);
                }
            }
            case OrderProcessingStarted _ -> row.set(Details.PROCESSING_AT, message.getTimestamp());
            case ShipmentPacked packed -> row.set(Details.FULFILMENT, status(packed.fulfilment()));
            case ShipmentUnpacked unpacked ->
                    row.set(Details.FULFILMENT, status(unpacked.fulfilment()));
            case ShipmentDispatched dispatched ->
                    row.set(Details.FULFILMENT, status(dispatched.fulfilment()))
                            .set(Details.CARRIER, dispatched.carrier())
                            .set(Details.TRACKING_NUMBER, dispatched.trackingNumber());
            case ShipmentTrackingCorrected corrected ->
                    row.set(Details.CARRIER, corrected.carrier())
                            .set(Details.TRACKING_NUMBER, corrected.trackingNumber());
            case ShipmentDelivered delivered ->
                    row.set(Details.FULFILMENT, status(delivered.fulfilment()));
            case OrderLinesCancelled cancelled ->
                    row.set(Details.FULFILMENT, status(cancelled.fulfilment()))
                            .set(Details.DUE, cancelled.due().getAmountMinorLong());
            case OrderLinesAdded added -> {
                totals(added.totals(), row)
                        .set(Details.DUE, added.due().getAmountMinorLong())
                        .set(Details.CHARGED, added.charged().getAmountMinorLong())
                        .set(Details.FULFILMENT, status(added.fulfilment()));
            }
            case ReturnReceived received ->
                    row.set(Details.DUE, received.due().getAmountMinorLong());
            case RepaymentRequested asked ->
                    row.set(Details.PAYMENT_ID, asked.paymentId().value())
                            .set(Details.PAYMENT_PROVIDER, asked.paymentProvider())
                            .set(Details.PAYMENT_NEXT_STEP, NOWHERE)
                            .set(Details.PAYMENT_PROGRESS, PaymentStatus.PENDING);
            case RepaymentDropped _, OrderPaymentLost _ ->
                    row.set(Details.PAYMENT_PROGRESS, PaymentStatus.FAILED);
            case OrderShipped shipped ->
                    row.set(Details.FULFILMENT, FulfilmentStatus.SHIPPED)
                            .set(Details.CARRIER, shipped.carrier())
                            .set(Details.TRACKING_NUMBER, shipped.trackingNumber())
                            .set(Details.SHIPPED_AT, shipped.shippedAt());
            case OrderDelivered delivered ->
                    row.set(Details.FULFILMENT, FulfilmentStatus.DELIVERED)
                            .set(Details.DELIVERED_AT, delivered.deliveredAt());
            case OrderRefunded refunded ->
                    row.set(Details.REFUNDED, refunded.refunded().getAmountMinorLong());
            default -> {
                /* a part of its own */
            }
        }
    }

    private void fold(ImportedOrderEvent event, Row row) {
        switch (event) {
            case OrderImported imported -> {
                row.set(Details.NUMBER, imported.number())
                        .set(Details.CUSTOMER_ID, imported.customerId())
                        .set(Details.IMPORTED, true)
                        .set(Details.PROGRESS, OrderStatus.DELIVERED)
                        .set(Details.PAYMENT_PROGRESS, PaymentStatus.PAID)
                        .set(Details.FULFILMENT, FulfilmentStatus.DELIVERED)
                        .set(Details.COUNTRY, imported.country());
                lines(imported.lines(), imported.totals(), row)
                        .set(Details.PLACED_AT, imported.placedAt());
            }
            case ImportedRefundRecorded refunded ->
                    row.set(Details.REFUNDED, refunded.refunded().getAmountMinorLong());
        }
    }

    /// Of the order's own payment, or of a repayment, which takes its place.
    private static void fold(PaymentEvent event, boolean isRepayment, Row row) {
        switch (event) {
            case PaymentRequested requested ->
                    row.set(Details.PAYMENT_ID, requested.paymentId().value())
                            .set(Details.PAYMENT_PROVIDER, requested.provider());
            case PaymentStarted started ->
                    row.set(Details.PAYMENT_REFERENCE, started.providerReference())
                            .set(Details.PAYMENT_NEXT_STEP, started.nextStep());
            case PaymentAuthorised authorised ->
                    row.set(Details.PAYMENT_REFERENCE, authorised.providerReference());
            case PaymentCaptured _ ->
                    row.set(Details.PAYMENT_PROGRESS, PaymentStatus.PARTIALLY_PAID);
            case PaymentSettled settled -> {
                // What came by a payment that another took the place of goes back.
                if (!settled.replaced()) {
                    row.set(
                                    Details.PAYMENT_PROGRESS,
                                    settled.inPart()
                                            ? PaymentStatus.PARTIALLY_PAID
                                            : PaymentStatus.PAID)
                            .set(Details.PAYMENT_REFERENCE, settled.providerReference());
                }
            }
            case PaymentDeclined declined ->
                    row.set(Details.PAYMENT_PROGRESS, PaymentStatus.FAILED)
                            .set(Details.PAYMENT_REFERENCE, declined.providerReference());
            case PaymentReplaced replaced ->
                    row.set(Details.PAYMENT_ID, replaced.replacement().value())
                            .set(Details.PAYMENT_PROVIDER, replaced.provider())
                            .set(Details.PAYMENT_NEXT_STEP, NOWHERE)
                            .set(Details.PAYMENT_PROGRESS, PaymentStatus.PENDING);
            case PaymentVoided voided -> {
                // Of a repayment the order says so, before the next begins.
                if (!voided.replaced() && !isRepayment) {
                    row.set(Details.PAYMENT_PROGRESS, PaymentStatus.FAILED);
                }
            }
            default -> {
                /* what went back of the order's own payment is said by the order */
            }
        }
    }

    private Row lines(List<OrderLine> lines, OrderTotals totals, Row row) {
        return totals(totals, row)
                .set(Details.LINES, json.writeValueAsString(lines))
                .set(Details.PIECES, lines.stream().mapToInt(OrderLine::quantity).sum())
                .set(Details.DUE, totals.total().getAmountMinorLong())
                .set(Details.CHARGED, totals.total().getAmountMinorLong());
    }

    private static Row totals(OrderTotals totals, Row row) {
        return row.set(Details.CURRENCY, totals.total().getCurrencyUnit())
                .set(Details.SUBTOTAL, totals.subtotal().getAmountMinorLong())
                .set(Details.DISCOUNT, totals.discount().getAmountMinorLong())
                .set(Details.SHIPPING, totals.shipping().getAmountMinorLong())
                .set(Details.TAX, totals.tax().getAmountMinorLong())
                .set(Details.TOTAL, totals.total().getAmountMinorLong())
                .set(Details.TAX_INCLUDED, totals.taxIncluded());
    }

    private static FulfilmentStatus status(Fulfilment fulfilment) {
        return FulfilmentStatus.valueOf(fulfilment.name());
    }

    static @Nullable String sealed(@Nullable Personal<?> value) {
        return value instanceof Personal.Sealed<?>(_, var sealed) ? sealed : null;
    }
}

package io.cartulary.query.order;

import static io.cartulary.eventstore.tables.BatchTable.Type.BIGINT;
import static io.cartulary.eventstore.tables.BatchTable.Type.BOOLEAN;
import static io.cartulary.eventstore.tables.BatchTable.Type.INTEGER;
import static io.cartulary.eventstore.tables.BatchTable.Type.TEXT;
import static io.cartulary.eventstore.tables.BatchTable.Type.TIMESTAMPTZ;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.Personal;
import io.cartulary.events.customer.CustomerId;
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
import io.cartulary.eventstore.tables.BatchTable;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.EventPosition;
import io.cartulary.query.projection.Generation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    private final BatchTable<Row> table;
    private final OrderParts parts;

    OrderDetailsProjection(Generation generation, JdbcTemplate database, JsonMapper json) {
        this.generation = generation;
        this.database = database;
        this.json = json;
        this.parts = new OrderParts(generation, json);
        this.table =
                BatchTable.<Row>named(generation.schema() + ".order_details")
                        .key("order_id", TEXT, row -> row.orderId)
                        .latest("version", BIGINT, row -> row.version)
                        .latest("number", TEXT, row -> row.number)
                        .latest("customer_id", TEXT, row -> row.customerId)
                        .latest("imported", BOOLEAN, row -> row.imported)
                        .latest("progress", TEXT, row -> row.progress)
                        .latest("payment_progress", TEXT, row -> row.paymentProgress)
                        .latest("fulfilment_status", TEXT, row -> row.fulfilment)
                        .latest("country", TEXT, row -> row.country)
                        .latest("currency", TEXT, row -> row.currency)
                        .latest("subtotal_minor", BIGINT, row -> row.subtotal)
                        .latest("discount_minor", BIGINT, row -> row.discount)
                        .latest("shipping_minor", BIGINT, row -> row.shipping)
                        .latest("tax_minor", BIGINT, row -> row.tax)
                        .latest("total_minor", BIGINT, row -> row.total)
                        .latest("due_minor", BIGINT, row -> row.due)
                        .latest("charged_minor", BIGINT, row -> row.charged)
                        .latest("refunded_minor", BIGINT, row -> row.refunded)
                        .latest("pieces", INTEGER, row -> row.pieces)
                        .latest("lines", TEXT, row -> row.lines)
                        .latest("tax_included", BOOLEAN, row -> row.taxIncluded)
                        .latest("discounts", TEXT, row -> row.discounts)
                        .latest("contact", TEXT, row -> row.contact)
                        .latest("shipping_address", TEXT, row -> row.shippingAddress)
                        .latest("billing_address", TEXT, row -> row.billingAddress)
                        .latest("shipping_method", TEXT, row -> row.shippingMethod)
                        .latest("payment_id", TEXT, row -> row.paymentId)
                        .latest("payment_provider", TEXT, row -> row.paymentProvider)
                        .latest("payment_reference", TEXT, row -> row.paymentReference)
                        .latest("payment_next_step", TEXT, row -> row.paymentNextStep)
                        .latest("carrier", TEXT, row -> row.carrier)
                        .latest("tracking_number", TEXT, row -> row.trackingNumber)
                        .latest("cancellation_reason", TEXT, row -> row.cancellationReason)
                        .latest("placed_at", TIMESTAMPTZ, row -> row.placedAt)
                        .latest("confirmed_at", TIMESTAMPTZ, row -> row.confirmedAt)
                        .latest("processing_at", TIMESTAMPTZ, row -> row.processingAt)
                        .latest("shipped_at", TIMESTAMPTZ, row -> row.shippedAt)
                        .latest("delivered_at", TIMESTAMPTZ, row -> row.deliveredAt)
                        .latest("cancelled_at", TIMESTAMPTZ, row -> row.cancelledAt)
                        .build();
    }

    /// What one batch tells of an order; what it does not tell stays as it was.
    private static final class Row {
        final String orderId;
        @Nullable Long version;
        @Nullable String number;
        @Nullable CustomerId customerId;
        @Nullable Boolean imported;
        @Nullable OrderStatus progress;
        @Nullable PaymentStatus paymentProgress;
        @Nullable FulfilmentStatus fulfilment;
        @Nullable String country;
        @Nullable String currency;
        @Nullable Long subtotal;
        @Nullable Long discount;
        @Nullable Long shipping;
        @Nullable Long tax;
        @Nullable Long total;
        @Nullable Long due;
        @Nullable Long charged;
        @Nullable Long refunded;
        @Nullable Integer pieces;
        @Nullable String lines;
        @Nullable Boolean taxIncluded;
        @Nullable String discounts;
        @Nullable String contact;
        @Nullable String shippingAddress;
        @Nullable String billingAddress;
        @Nullable String shippingMethod;
        @Nullable String paymentId;
        @Nullable String paymentProvider;
        @Nullable String paymentReference;
        @Nullable String paymentNextStep;
        @Nullable String carrier;
        @Nullable String trackingNumber;
        @Nullable CancellationReason cancellationReason;
        @Nullable Instant placedAt;
        @Nullable Instant confirmedAt;
        @Nullable Instant processingAt;
        @Nullable Instant shippedAt;
        @Nullable Instant deliveredAt;
        @Nullable Instant cancelledAt;

        Row(String orderId) {
            this.orderId = orderId;
        }
    }

    private record Received(DomainEvent event, EventMessage<?> message) {}

    @Override
    public Batch begin() {
        return new Batch() {

            private final List<Received> events = new ArrayList<>();
            private final Map<String, Row> rows = new HashMap<>();
            private final OrderParts.Rows partRows = parts.begin();

            @Override
            public void on(DomainEvent event, EventMessage<?> message) {
                events.add(new Received(event, message));
            }

            /// What payments are for is asked once for the whole batch.
            @Override
            public void flush() {
                var further = FurtherPayments.of(ordersOfPayments(), generation, database);
                events.forEach(received -> fold(received.event(), received.message(), further));
                table.write(database, rows.values());
                partRows.flush(database);
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
                        partRows.fold(order, message);
                    }
                    case ImportedOrderEvent imported -> {
                        OrderDetailsProjection.this.fold(
                                imported, row(imported.orderId(), message));
                        partRows.fold(imported);
                    }
                    case PaymentEvent payment -> {
                        further.learnFrom(payment);
                        var row = row(payment.orderId());
                        if (further.isOfEdit(payment.paymentId())) {
                            partRows.fold(payment, message);
                        } else {
                            OrderDetailsProjection.fold(
                                    payment, further.isRepayment(payment.paymentId()), row);
                        }
                    }
                    default -> throw new IllegalArgumentException("not read here: " + event);
                }
            }

            private Row row(OrderId order, EventMessage<?> message) {
                var row = row(order);
                row.version = EventPosition.inAggregate(message);
                return row;
            }

            private Row row(OrderId order) {
                return rows.computeIfAbsent(order.value(), Row::new);
            }
        };
    }

    private void fold(OrderEvent event, Row row, EventMessage<?> message) {
        switch (event) {
            case OrderPlaced placed -> {
                row.number = placed.number();
                row.customerId = placed.customerId();
                row.imported = false;
                row.progress = OrderStatus.PENDING;
                row.paymentProgress =
                        placed.totals().total().isZero()
                                ? PaymentStatus.PAID
                                : PaymentStatus.PENDING;
                row.fulfilment = FulfilmentStatus.UNFULFILLED;
                row.country = placed.country();
                lines(placed.lines(), placed.totals(), row);
                row.discounts = json.writeValueAsString(placed.discounts());
                row.contact = sealed(placed.contact());
                row.shippingAddress = sealed(placed.shippingAddress());
                row.billingAddress = sealed(placed.billingAddress());
                row.shippingMethod = placed.shippingMethod();
                row.paymentId = placed.paymentId().value();
                row.paymentProvider = placed.paymentProvider();
                row.placedAt = placed.placedAt();
            }
            case OrderConfirmed _ -> {
                row.progress = OrderStatus.CONFIRMED;
                row.confirmedAt = message.getTimestamp();
            }
            case OrderCancelled cancelled -> {
                row.progress = OrderStatus.CANCELLED;
                row.cancellationReason = cancelled.reason();
                row.cancelledAt = message.getTimestamp();
                row.due = 0L;
                if (!cancelled.paid()) {
                    row.paymentProgress = PaymentStatus.FAILED;
                }
            }
            case OrderProcessingStarted _ -> {
                row.progress = OrderStatus.PROCESSING;
                row.processingAt = message.getTimestamp();
            }
            case ShipmentPacked packed -> row.fulfilment = status(packed.fulfilment());
            case ShipmentUnpacked unpacked -> row.fulfilment = status(unpacked.fulfilment());
            case ShipmentDispatched dispatched -> {
                row.fulfilment = status(dispatched.fulfilment());
                row.carrier = dispatched.carrier();
                row.trackingNumber = dispatched.trackingNumber();
            }
            case ShipmentTrackingCorrected corrected -> {
                row.carrier = corrected.carrier();
                row.trackingNumber = corrected.trackingNumber();
            }
            case ShipmentDelivered delivered -> row.fulfilment = status(delivered.fulfilment());
            case OrderLinesCancelled cancelled -> {
                row.fulfilment = status(cancelled.fulfilment());
                row.due = cancelled.due().getAmountMinorLong();
            }
            case OrderLinesAdded added -> {
                totals(added.totals(), row);
                row.due = added.due().getAmountMinorLong();
                row.charged = added.charged().getAmountMinorLong();
                row.fulfilment = status(added.fulfilment());
                if (added.fulfilment() == Fulfilment.PARTIAL) {
                    row.progress = OrderStatus.PROCESSING;
                }
            }
            case ReturnReceived received -> row.due = received.due().getAmountMinorLong();
            case RepaymentRequested asked -> {
                row.paymentId = asked.paymentId().value();
                row.paymentProvider = asked.paymentProvider();
                row.paymentNextStep = NOWHERE;
                row.paymentProgress = PaymentStatus.PENDING;
            }
            case RepaymentDropped _, OrderPaymentLost _ ->
                    row.paymentProgress = PaymentStatus.FAILED;
            case OrderShipped shipped -> {
                row.progress = OrderStatus.SHIPPED;
                row.fulfilment = FulfilmentStatus.SHIPPED;
                row.carrier = shipped.carrier();
                row.trackingNumber = shipped.trackingNumber();
                row.shippedAt = shipped.shippedAt();
            }
            case OrderDelivered delivered -> {
                row.progress = OrderStatus.DELIVERED;
                row.fulfilment = FulfilmentStatus.DELIVERED;
                row.deliveredAt = delivered.deliveredAt();
            }
            case OrderRefunded refunded -> row.refunded = refunded.refunded().getAmountMinorLong();
            default -> {
                /* a part of its own */
            }
        }
    }

    private void fold(ImportedOrderEvent event, Row row) {
        switch (event) {
            case OrderImported imported -> {
                row.number = imported.number();
                row.customerId = imported.customerId();
                row.imported = true;
                row.progress = OrderStatus.DELIVERED;
                row.paymentProgress = PaymentStatus.PAID;
                row.fulfilment = FulfilmentStatus.DELIVERED;
                row.country = imported.country();
                lines(imported.lines(), imported.totals(), row);
                row.placedAt = imported.placedAt();
            }
            case ImportedRefundRecorded refunded ->
                    row.refunded = refunded.refunded().getAmountMinorLong();
        }
    }

    /// Of the order's own payment, or of a repayment, which takes its place.
    private static void fold(PaymentEvent event, boolean isRepayment, Row row) {
        switch (event) {
            case PaymentRequested requested -> {
                row.paymentId = requested.paymentId().value();
                row.paymentProvider = requested.provider();
            }
            case PaymentStarted started -> {
                row.paymentReference = started.providerReference();
                row.paymentNextStep = started.nextStep();
            }
            case PaymentAuthorised authorised ->
                    row.paymentReference = authorised.providerReference();
            case PaymentCaptured _ -> row.paymentProgress = PaymentStatus.PARTIALLY_PAID;
            case PaymentSettled settled -> {
                // What came by a payment that another took the place of goes back.
                if (!settled.replaced()) {
                    row.paymentProgress =
                            settled.inPart() ? PaymentStatus.PARTIALLY_PAID : PaymentStatus.PAID;
                    row.paymentReference = settled.providerReference();
                }
            }
            case PaymentDeclined declined -> {
                row.paymentProgress = PaymentStatus.FAILED;
                row.paymentReference = declined.providerReference();
            }
            case PaymentCancelled _ -> {
                /* the provider's answer tells what became of it */
            }
            case PaymentReplaced replaced -> {
                row.paymentId = replaced.replacement().value();
                row.paymentProvider = replaced.provider();
                row.paymentNextStep = NOWHERE;
                row.paymentProgress = PaymentStatus.PENDING;
            }
            case PaymentVoided voided -> {
                // Of a repayment the order says so, before the next begins.
                if (!voided.replaced() && !isRepayment) {
                    row.paymentProgress = PaymentStatus.FAILED;
                }
            }
            case PaymentApproved _,
                    CaptureRequested _,
                    CaptureRefused _,
                    ReceiptRecorded _,
                    RefundRequested _,
                    RefundSettled _,
                    RefundRefused _,
                    RefundAbandoned _,
                    PaymentDisputed _,
                    DisputeWon _,
                    DisputeLost _ -> {
                /* what went back of the order's own payment is told by the order */
            }
        }
    }

    private void lines(List<OrderLine> lines, OrderTotals totals, Row row) {
        row.lines = json.writeValueAsString(lines);
        row.pieces = lines.stream().mapToInt(OrderLine::quantity).sum();
        totals(totals, row);
        row.due = row.total;
        row.charged = row.total;
    }

    private static void totals(OrderTotals totals, Row row) {
        row.currency = totals.total().getCurrencyUnit().getCode();
        row.subtotal = totals.subtotal().getAmountMinorLong();
        row.discount = totals.discount().getAmountMinorLong();
        row.shipping = totals.shipping().getAmountMinorLong();
        row.tax = totals.tax().getAmountMinorLong();
        row.total = totals.total().getAmountMinorLong();
        row.taxIncluded = totals.taxIncluded();
    }

    private static FulfilmentStatus status(Fulfilment fulfilment) {
        return FulfilmentStatus.valueOf(fulfilment.name());
    }

    static @Nullable String sealed(@Nullable Personal<?> value) {
        return value instanceof Personal.Sealed<?>(_, var sealed) ? sealed : null;
    }
}

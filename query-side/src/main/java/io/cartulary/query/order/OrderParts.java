package io.cartulary.query.order;

import static io.cartulary.eventstore.tables.BatchTable.Type.BIGINT;
import static io.cartulary.eventstore.tables.BatchTable.Type.JSONB;
import static io.cartulary.eventstore.tables.BatchTable.Type.TEXT;
import static io.cartulary.eventstore.tables.BatchTable.Type.TIMESTAMPTZ;

import io.cartulary.events.importedorder.ImportedOrderEvent;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentEvent;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.eventstore.format.EventMetadata;
import io.cartulary.eventstore.tables.BatchTable;
import io.cartulary.query.order.OrderDetails.EditStatus;
import io.cartulary.query.order.OrderDetails.EditedPieces;
import io.cartulary.query.order.OrderDetails.RepaymentStatus;
import io.cartulary.query.order.OrderDetails.ReturnStatus;
import io.cartulary.query.order.OrderDetails.ShipmentStatus;
import io.cartulary.query.projection.Generation;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Writes table `order_part` for [OrderDetailsProjection].
final class OrderParts {

    /// What a part is.
    enum Kind {
        SHIPMENT,
        RETURN,
        NOTE,
        CANCELLATION,
        INTERVENTION,
        EDIT,
        IMPORTED_REFUND,
        REPAYMENT,
        HOLD,
        /// An attempt to pay a change.
        PAYMENT
    }

    static final String ON = "ON";
    private static final String OFF = "OFF";

    /// An order has one at most.
    private static final String HOLD = "hold";

    private final BatchTable<Row> table;
    private final JsonMapper json;

    OrderParts(Generation generation, JsonMapper json) {
        this.json = json;
        this.table =
                BatchTable.<Row>named(generation.schema() + ".order_part")
                        .key("order_id", TEXT, row -> row.key.orderId())
                        .key("part_id", TEXT, row -> row.key.partId())
                        .latest("kind", TEXT, row -> row.kind)
                        .latest("number", TEXT, row -> row.number)
                        .latest("status", TEXT, row -> row.status)
                        .latest("pieces", JSONB, row -> row.pieces)
                        .latest("carrier", TEXT, row -> row.carrier)
                        .latest("tracking_number", TEXT, row -> row.trackingNumber)
                        .latest("reason", TEXT, row -> row.reason)
                        .latest("words", TEXT, row -> row.words)
                        .latest("answer", TEXT, row -> row.answer)
                        .latest("author", TEXT, row -> row.author)
                        .latest("amount_minor", BIGINT, row -> row.amount)
                        .latest("refunded_minor", BIGINT, row -> row.refunded)
                        .latest("provider", TEXT, row -> row.provider)
                        .latest("reference", TEXT, row -> row.reference)
                        .latest("next_step", TEXT, row -> row.nextStep)
                        .latest("replacement", TEXT, row -> row.replacement)
                        .latest("begun_at", TIMESTAMPTZ, row -> row.begunAt)
                        .latest("shipped_at", TIMESTAMPTZ, row -> row.shippedAt)
                        .latest("ended_at", TIMESTAMPTZ, row -> row.endedAt)
                        .build();
    }

    /// The same act may touch several orders, and its name be a part of each.
    private record PartKey(OrderId orderId, String partId) {}

    private static final class Row {
        final PartKey key;
        @Nullable Kind kind;
        @Nullable String number;
        @Nullable String status;
        @Nullable String pieces;
        @Nullable String carrier;
        @Nullable String trackingNumber;
        @Nullable String reason;
        @Nullable String words;
        @Nullable String answer;
        @Nullable String author;
        @Nullable Long amount;
        @Nullable Long refunded;
        @Nullable String provider;
        @Nullable String reference;
        @Nullable String nextStep;
        @Nullable String replacement;
        @Nullable Instant begunAt;
        @Nullable Instant shippedAt;
        @Nullable Instant endedAt;

        Row(PartKey key) {
            this.key = key;
        }
    }

    Rows begin() {
        return new Rows();
    }

    /// The parts that one batch tells of.
    final class Rows {

        private final Map<PartKey, Row> rows = new HashMap<>();

        /// Events that are about the whole order tell nothing of its parts.
        void fold(OrderEvent event, EventMessage<?> message) {
            switch (event) {
                case ShipmentPacked packed -> {
                    var row = begun(event, packed.shipmentId().value(), Kind.SHIPMENT, message);
                    row.status = ShipmentStatus.PACKED.name();
                    row.pieces = json.writeValueAsString(packed.pieces());
                }
                case ShipmentUnpacked unpacked ->
                        row(event.orderId(), unpacked.shipmentId().value()).status =
                                ShipmentStatus.UNPACKED.name();
                case ShipmentDispatched dispatched -> {
                    var row = row(event.orderId(), dispatched.shipmentId().value());
                    row.status = ShipmentStatus.SHIPPED.name();
                    row.carrier = dispatched.carrier();
                    row.trackingNumber = dispatched.trackingNumber();
                    row.shippedAt = dispatched.shippedAt();
                }
                case ShipmentTrackingCorrected corrected -> {
                    var row = row(event.orderId(), corrected.shipmentId().value());
                    row.carrier = corrected.carrier();
                    row.trackingNumber = corrected.trackingNumber();
                }
                case ShipmentDelivered delivered -> {
                    var row = row(event.orderId(), delivered.shipmentId().value());
                    row.status = ShipmentStatus.DELIVERED.name();
                    row.endedAt = delivered.deliveredAt();
                }
                case ReturnRequested requested -> {
                    var row = begun(event, requested.returnId().value(), Kind.RETURN, message);
                    row.status = ReturnStatus.REQUESTED.name();
                    row.pieces = json.writeValueAsString(requested.pieces());
                    row.reason = requested.reason().name();
                    row.words = OrderDetailsProjection.sealed(requested.comment());
                }
                case ReturnApproved approved ->
                        row(event.orderId(), approved.returnId().value()).status =
                                ReturnStatus.APPROVED.name();
                case ReturnRefused refused -> {
                    var row = row(event.orderId(), refused.returnId().value());
                    row.status = ReturnStatus.REFUSED.name();
                    row.answer = OrderDetailsProjection.sealed(refused.explanation());
                    row.endedAt = message.getTimestamp();
                }
                case ReturnReceived received -> {
                    var row = row(event.orderId(), received.returnId().value());
                    row.status = ReturnStatus.RECEIVED.name();
                    row.amount = received.amount().getAmountMinorLong();
                    row.endedAt = received.receivedAt();
                }
                case OrderNoteAdded note -> {
                    var row = begun(event, note.noteId().value(), Kind.NOTE, message);
                    row.status = note.audience().name();
                    row.words = OrderDetailsProjection.sealed(note.text());
                    row.author = (String) message.getMetaData().get(EventMetadata.ACTOR_ID);
                }
                case OrderLinesCancelled cancelled -> {
                    var row =
                            begun(
                                    event,
                                    "cancelled/" + cancelled.reference(),
                                    Kind.CANCELLATION,
                                    message);
                    row.pieces = json.writeValueAsString(cancelled.lines());
                    row.reason = cancelled.reason().name();
                    row.amount = cancelled.amount().getAmountMinorLong();
                }
                case OrderEditRequested asked -> {
                    var row = begun(event, asked.editId().value(), Kind.EDIT, message);
                    row.status = EditStatus.OPEN.name();
                    row.pieces = json.writeValueAsString(EditedPieces.of(asked));
                    row.amount = asked.toPay().getAmountMinorLong();
                    row.author = (String) message.getMetaData().get(EventMetadata.ACTOR_ID);
                }
                case OrderLinesAdded added -> {
                    var row = row(event.orderId(), added.editId().value());
                    row.status = EditStatus.MADE.name();
                    row.endedAt = message.getTimestamp();
                }
                case OrderEditDropped dropped -> {
                    var row = row(event.orderId(), dropped.editId().value());
                    row.status = EditStatus.DROPPED.name();
                    row.reason = dropped.reason().name();
                    row.endedAt = message.getTimestamp();
                }
                case OrderPutOnHold hold -> {
                    var row = begun(event, HOLD, Kind.HOLD, message);
                    row.status = ON;
                    row.reason = hold.reason().name();
                    row.author = (String) message.getMetaData().get(EventMetadata.ACTOR_ID);
                }
                case OrderTakenOffHold _ -> row(event.orderId(), HOLD).status = OFF;
                case RepaymentRequested asked -> {
                    var row = begun(event, asked.paymentId().value(), Kind.REPAYMENT, message);
                    row.status = RepaymentStatus.OPEN.name();
                    row.amount = asked.amount().getAmountMinorLong();
                }
                case RepaymentReceived received -> {
                    var row = row(event.orderId(), received.paymentId().value());
                    row.status = RepaymentStatus.RECEIVED.name();
                    row.endedAt = message.getTimestamp();
                }
                case RepaymentDropped dropped -> {
                    var row = row(event.orderId(), dropped.paymentId().value());
                    row.status = RepaymentStatus.DROPPED.name();
                    row.reason = dropped.reason().name();
                    row.endedAt = message.getTimestamp();
                }
                case InterventionRequested asked -> {
                    var row = begun(event, asked.reference(), Kind.INTERVENTION, message);
                    row.status = asked.reason().name();
                    row.reason = asked.refusal();
                    if (asked.pieces() != null) {
                        row.pieces = json.writeValueAsString(asked.pieces());
                    }
                }
                default -> {
                    // the order as a whole
                }
            }
        }

        void fold(ImportedOrderEvent event) {
            switch (event) {
                case OrderImported _ -> {
                    // the order as a whole
                }
                case ImportedRefundRecorded refunded -> {
                    var row = row(event.orderId(), "refunded/" + refunded.reference());
                    row.kind = Kind.IMPORTED_REFUND;
                    row.number = refunded.reference();
                    row.pieces = json.writeValueAsString(refunded.lines());
                    row.amount = refunded.amount().getAmountMinorLong();
                    row.begunAt = refunded.refundedAt();
                }
            }
        }

        /// Of a payment of a change.
        void fold(PaymentEvent event, EventMessage<?> message) {
            var row = row(event.orderId(), event.paymentId().value());
            switch (event) {
                case PaymentRequested requested -> {
                    row.kind = Kind.PAYMENT;
                    row.begunAt = message.getTimestamp();
                    row.status = PaymentStatus.PENDING.name();
                    row.provider = requested.provider();
                    row.amount = requested.amount().getAmountMinorLong();
                }
                case PaymentStarted started -> {
                    row.reference = started.providerReference();
                    row.nextStep = started.nextStep();
                }
                case PaymentAuthorised authorised -> row.reference = authorised.providerReference();
                case PaymentCaptured _ -> row.status = PaymentStatus.PARTIALLY_PAID.name();
                case PaymentSettled settled -> {
                    row.status =
                            settled.inPart()
                                    ? PaymentStatus.PARTIALLY_PAID.name()
                                    : PaymentStatus.PAID.name();
                    row.reference = settled.providerReference();
                }
                case PaymentDeclined declined -> {
                    row.status = PaymentStatus.FAILED.name();
                    row.reference = declined.providerReference();
                }
                case PaymentReplaced replaced -> row.replacement = replaced.replacement().value();
                case PaymentVoided _ -> row.status = PaymentStatus.FAILED.name();
                case RefundSettled settled ->
                        row.refunded = settled.refunded().getAmountMinorLong();
                default -> {
                    // on the way to one of them
                }
            }
        }

        void flush(JdbcTemplate database) {
            table.write(database, rows.values());
        }

        private Row begun(OrderEvent event, String partId, Kind kind, EventMessage<?> message) {
            var row = row(event.orderId(), partId);
            row.kind = kind;
            row.begunAt = message.getTimestamp();
            return row;
        }

        private Row row(OrderId orderId, String partId) {
            return rows.computeIfAbsent(new PartKey(orderId, partId), Row::new);
        }
    }
}

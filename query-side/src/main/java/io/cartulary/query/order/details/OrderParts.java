package io.cartulary.query.order.details;

import io.cartulary.events.importedorder.ImportedOrderEvent;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentEvent;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.eventstore.format.EventMetadata;
import io.cartulary.eventstore.tables.Row;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.query.order.OrderDetails.EditStatus;
import io.cartulary.query.order.OrderDetails.EditedPieces;
import io.cartulary.query.order.OrderDetails.RepaymentStatus;
import io.cartulary.query.order.OrderDetails.ReturnStatus;
import io.cartulary.query.order.OrderDetails.ShipmentStatus;
import io.cartulary.query.order.PaymentStatus;
import io.cartulary.query.order.details.OrderTables.Part;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The rows of table `order_part` that one batch of [OrderDetailsProjection] changes.
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

    private final JsonMapper json;
    private final Rows rows;

    OrderParts(JsonMapper json, Rows rows) {
        this.json = json;
        this.rows = rows;
    }

    /// Events about the whole order change none of its parts.
    void fold(OrderEvent event, EventMessage<?> message) {
        switch (event) {
            case ShipmentPacked packed ->
                    begun(event, packed.shipmentId().value(), Kind.SHIPMENT, message)
                            .set(Part.STATUS, ShipmentStatus.PACKED.name())
                            .set(Part.PIECES, json.writeValueAsString(packed.pieces()));
            case ShipmentUnpacked unpacked ->
                    row(event.orderId(), unpacked.shipmentId().value())
                            .set(Part.STATUS, ShipmentStatus.UNPACKED.name());
            case ShipmentDispatched dispatched ->
                    row(event.orderId(), dispatched.shipmentId().value())
                            .set(Part.STATUS, ShipmentStatus.SHIPPED.name())
                            .set(Part.CARRIER, dispatched.carrier())
                            .set(Part.TRACKING_NUMBER, dispatched.trackingNumber())
                            .set(Part.SHIPPED_AT, dispatched.shippedAt());
            case ShipmentTrackingCorrected corrected ->
                    row(event.orderId(), corrected.shipmentId().value())
                            .set(Part.CARRIER, corrected.carrier())
                            .set(Part.TRACKING_NUMBER, corrected.trackingNumber());
            case ShipmentDelivered delivered ->
                    row(event.orderId(), delivered.shipmentId().value())
                            .set(Part.STATUS, ShipmentStatus.DELIVERED.name())
                            .set(Part.ENDED_AT, delivered.deliveredAt());
            case ReturnRequested requested ->
                    begun(event, requested.returnId().value(), Kind.RETURN, message)
                            .set(Part.STATUS, ReturnStatus.REQUESTED.name())
                            .set(Part.PIECES, json.writeValueAsString(requested.pieces()))
                            .set(Part.REASON, requested.reason().name())
                            .set(Part.WORDS, OrderDetailsProjection.sealed(requested.comment()));
            case ReturnApproved approved ->
                    row(event.orderId(), approved.returnId().value())
                            .set(Part.STATUS, ReturnStatus.APPROVED.name());
            case ReturnRefused refused ->
                    row(event.orderId(), refused.returnId().value())
                            .set(Part.STATUS, ReturnStatus.REFUSED.name())
                            .set(Part.ANSWER, OrderDetailsProjection.sealed(refused.explanation()))
                            .set(Part.ENDED_AT, message.getTimestamp());
            case ReturnReceived received ->
                    row(event.orderId(), received.returnId().value())
                            .set(Part.STATUS, ReturnStatus.RECEIVED.name())
                            .set(Part.AMOUNT, received.amount().getAmountMinorLong())
                            .set(Part.ENDED_AT, received.receivedAt());
            case OrderNoteAdded note ->
                    begun(event, note.noteId().value(), Kind.NOTE, message)
                            .set(Part.STATUS, note.audience().name())
                            .set(Part.WORDS, OrderDetailsProjection.sealed(note.text()))
                            .set(Part.AUTHOR, actor(message));
            case OrderLinesCancelled cancelled ->
                    begun(event, "cancelled/" + cancelled.reference(), Kind.CANCELLATION, message)
                            .set(Part.PIECES, json.writeValueAsString(cancelled.lines()))
                            .set(Part.REASON, cancelled.reason().name())
                            .set(Part.AMOUNT, cancelled.amount().getAmountMinorLong());
            case OrderEditRequested asked ->
                    begun(event, asked.editId().value(), Kind.EDIT, message)
                            .set(Part.STATUS, EditStatus.OPEN.name())
                            .set(Part.PIECES, json.writeValueAsString(EditedPieces.of(asked)))
                            .set(Part.AMOUNT, asked.toPay().getAmountMinorLong())
                            .set(Part.AUTHOR, actor(message));
            case OrderLinesAdded added ->
                    row(event.orderId(), added.editId().value())
                            .set(Part.STATUS, EditStatus.MADE.name())
                            .set(Part.ENDED_AT, message.getTimestamp());
            case OrderEditDropped dropped ->
                    row(event.orderId(), dropped.editId().value())
                            .set(Part.STATUS, EditStatus.DROPPED.name())
                            .set(Part.REASON, dropped.reason().name())
                            .set(Part.ENDED_AT, message.getTimestamp());
            case OrderPutOnHold hold ->
                    begun(event, HOLD, Kind.HOLD, message)
                            .set(Part.STATUS, ON)
                            .set(Part.REASON, hold.reason().name())
                            .set(Part.AUTHOR, actor(message));
            case OrderTakenOffHold _ -> row(event.orderId(), HOLD).set(Part.STATUS, OFF);
            case RepaymentRequested asked ->
                    begun(event, asked.paymentId().value(), Kind.REPAYMENT, message)
                            .set(Part.STATUS, RepaymentStatus.OPEN.name())
                            .set(Part.AMOUNT, asked.amount().getAmountMinorLong());
            case RepaymentReceived received ->
                    row(event.orderId(), received.paymentId().value())
                            .set(Part.STATUS, RepaymentStatus.RECEIVED.name())
                            .set(Part.ENDED_AT, message.getTimestamp());
            case RepaymentDropped dropped ->
                    row(event.orderId(), dropped.paymentId().value())
                            .set(Part.STATUS, RepaymentStatus.DROPPED.name())
                            .set(Part.REASON, dropped.reason().name())
                            .set(Part.ENDED_AT, message.getTimestamp());
            case InterventionRequested asked -> {
                var row =
                        begun(event, asked.reference(), Kind.INTERVENTION, message)
                                .set(Part.STATUS, asked.reason().name())
                                .set(Part.REASON, asked.refusal());
                if (asked.pieces() != null) {
                    row.set(Part.PIECES, json.writeValueAsString(asked.pieces()));
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
            case ImportedRefundRecorded refunded ->
                    row(event.orderId(), "refunded/" + refunded.reference())
                            .set(Part.KIND, Kind.IMPORTED_REFUND)
                            .set(Part.NUMBER, refunded.reference())
                            .set(Part.PIECES, json.writeValueAsString(refunded.lines()))
                            .set(Part.AMOUNT, refunded.amount().getAmountMinorLong())
                            .set(Part.BEGUN_AT, refunded.refundedAt());
        }
    }

    /// Of a payment of a change.
    void fold(PaymentEvent event, EventMessage<?> message) {
        var row = row(event.orderId(), event.paymentId().value());
        switch (event) {
            case PaymentRequested requested ->
                    row.set(Part.KIND, Kind.PAYMENT)
                            .set(Part.BEGUN_AT, message.getTimestamp())
                            .set(Part.STATUS, PaymentStatus.PENDING.name())
                            .set(Part.PROVIDER, requested.provider())
                            .set(Part.AMOUNT, requested.amount().getAmountMinorLong());
            case PaymentStarted started ->
                    row.set(Part.REFERENCE, started.providerReference())
                            .set(Part.NEXT_STEP, started.nextStep());
            case PaymentAuthorised authorised ->
                    row.set(Part.REFERENCE, authorised.providerReference());
            case PaymentCaptured _ -> row.set(Part.STATUS, PaymentStatus.PARTIALLY_PAID.name());
            case PaymentSettled settled ->
                    row.set(
                                    Part.STATUS,
                                    settled.inPart()
                                            ? PaymentStatus.PARTIALLY_PAID.name()
                                            : PaymentStatus.PAID.name())
                            .set(Part.REFERENCE, settled.providerReference());
            case PaymentDeclined declined ->
                    row.set(Part.STATUS, PaymentStatus.FAILED.name())
                            .set(Part.REFERENCE, declined.providerReference());
            case PaymentReplaced replaced ->
                    row.set(Part.REPLACEMENT, replaced.replacement().value());
            case PaymentVoided _ -> row.set(Part.STATUS, PaymentStatus.FAILED.name());
            case RefundSettled settled ->
                    row.set(Part.REFUNDED, settled.refunded().getAmountMinorLong());
            default -> {
                // on the way to one of them
            }
        }
    }

    private Row begun(OrderEvent event, String partId, Kind kind, EventMessage<?> message) {
        return row(event.orderId(), partId)
                .set(Part.KIND, kind)
                .set(Part.BEGUN_AT, message.getTimestamp());
    }

    private Row row(OrderId orderId, String partId) {
        return rows.of(Part.TABLE, orderId, partId);
    }

    private static @Nullable String actor(EventMessage<?> message) {
        return (String) message.getMetaData().get(EventMetadata.ACTOR_ID);
    }
}

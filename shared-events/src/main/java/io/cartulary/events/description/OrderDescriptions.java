package io.cartulary.events.description;

import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.order.AppliedDiscount;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;

/// Says what happened to orders.
final class OrderDescriptions {

    private OrderDescriptions() {}

    static String describe(OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed ->
                    "%s placed order %s with %d lines for %s%s"
                            .formatted(
                                    placed.customerId(),
                                    placed.number(),
                                    placed.lines().size(),
                                    placed.totals().total(),
                                    Words.with(
                                            placed.discounts().stream()
                                                    .map(AppliedDiscount::code)
                                                    .toList()));
            case OrderConfirmed(_, _, var payment, var sold) ->
                    "The order was confirmed: %d SKUs sold, paid by %s"
                            .formatted(sold.size(), payment);
            case OrderCancelled cancelled ->
                    "The order was cancelled (%s)%s"
                            .formatted(
                                    Words.of(cancelled.reason()),
                                    cancelled.paid() ? "; money is to go back" : "");
            case OrderProcessingStarted _ -> "The warehouse began to pick";
            case ShipmentPacked(_, var parcel, var pieces, _) ->
                    "Parcel %s was packed with pieces of %d lines".formatted(parcel, pieces.size());
            case ShipmentUnpacked(_, var parcel, _) -> "Parcel %s was unpacked".formatted(parcel);
            case ShipmentDispatched(_, var parcel, var carrier, var trackingNumber, _, _) ->
                    "Parcel %s left with %s, tracking number %s"
                            .formatted(parcel, carrier, trackingNumber);
            case ShipmentTrackingCorrected(_, var parcel, var carrier, var trackingNumber) ->
                    "Parcel %s goes with %s under tracking number %s"
                            .formatted(parcel, carrier, trackingNumber);
            case ShipmentDelivered(_, var parcel, _, _) -> "Parcel %s arrived".formatted(parcel);
            case OrderLinesCancelled cancelled ->
                    "Pieces of %d lines for %s were cancelled (%s)"
                            .formatted(
                                    cancelled.lines().size(),
                                    cancelled.amount(),
                                    Words.of(cancelled.reason()));
            case OrderPaymentLost(_, var payment) ->
                    "The money that %s authorised will not come; nothing leaves".formatted(payment);
            case UnpaidShipmentAllowed _ -> "Staff let it leave although money is missing";
            case OrderPutOnHold(_, var reason) ->
                    "The order was put on hold (%s)".formatted(Words.of(reason));
            case OrderTakenOffHold _ -> "The order was taken off hold";
            case RepaymentRequested asked ->
                    "%s that is missing is to be paid (%s)"
                            .formatted(asked.amount(), asked.paymentId());
            case RepaymentReceived(_, var payment, var amount) ->
                    "%s that was missing is paid (%s)".formatted(amount, payment);
            case RepaymentDropped(_, var payment, var reason) ->
                    "What is missing is not paid by %s (%s)".formatted(payment, Words.of(reason));
            case OrderEditRequested edit ->
                    "%d lines are to be added%s%s (%s)"
                            .formatted(
                                    edit.added().size(),
                                    edit.returnId() == null
                                            ? ""
                                            : " in exchange for " + edit.returnId(),
                                    edit.toPay().isZero()
                                            ? ""
                                            : " for %s more".formatted(edit.toPay()),
                                    edit.editId());
            case OrderLinesAdded added ->
                    "%d lines were added; the order costs %s now (%s)"
                            .formatted(added.lines().size(), added.due(), added.editId());
            case OrderEditDropped(_, var edit, var reason, _) ->
                    "%s was not made (%s)".formatted(edit, Words.of(reason));
            case OrderNoteAdded(_, var note, var audience, _) ->
                    switch (audience) {
                        case CUSTOMER -> "%s was written for the customer".formatted(note);
                        case INTERNAL -> "%s was written for staff".formatted(note);
                    };
            case InterventionRequested(_, var reference, var reason, var pieces, var refusal) ->
                    "Staff are needed for %s%s: %s (%s)"
                            .formatted(
                                    pieces == null
                                            ? ""
                                            : "%d × %s, "
                                                    .formatted(pieces.quantity(), pieces.sku()),
                                    Words.of(reason),
                                    refusal,
                                    reference);
            case ReturnRequested(_, var returnId, var pieces, var reason, _) ->
                    "The customer wants to return pieces of %d lines as %s (%s)"
                            .formatted(pieces.size(), returnId, Words.of(reason));
            case ReturnApproved(_, var returnId) -> "%s was approved".formatted(returnId);
            case ReturnRefused(_, var returnId, _) -> "%s was refused".formatted(returnId);
            case ReturnReceived received ->
                    "%s came back; %s is to go back"
                            .formatted(received.returnId(), received.amount());
            case OrderShipped(_, var carrier, var trackingNumber, _) ->
                    "The last goods left with %s, tracking number %s"
                            .formatted(carrier, trackingNumber);
            case OrderDelivered _ -> "The last goods arrived";
            case OrderRefunded(_, _, var amount, var refunded) ->
                    "%s went back to the customer, %s in all".formatted(amount, refunded);
        };
    }
}

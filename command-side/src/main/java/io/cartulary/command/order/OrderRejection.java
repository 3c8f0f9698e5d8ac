package io.cartulary.command.order;

import io.cartulary.command.refusal.Rejection;

/// Why an order may say no.
public enum OrderRejection implements Rejection {
    EMPTY_ORDER(Kind.INVALID, "An order has at least one line."),
    TOTALS_DISAGREE(
            Kind.INVALID, "Subtotal and discount of the order must be the sums of its lines."),
    ALREADY_CANCELLED(Kind.CONFLICT, "The order is cancelled."),
    ALREADY_CONFIRMED(Kind.CONFLICT, "The order is confirmed; only a person can still cancel it."),
    ALREADY_SHIPPED(Kind.CONFLICT, "The goods have left; a shipped order is only refunded."),
    NOT_CONFIRMED(Kind.CONFLICT, "The order is not confirmed yet."),
    NOT_IN_PROCESSING(Kind.CONFLICT, "Processing of the order has not begun."),
    NOT_SHIPPED(Kind.CONFLICT, "The order is not shipped yet."),
    NOT_PAID(
            Kind.CONFLICT,
            "The authorised money will not come; let the order be paid by another payment, or allow its unpaid shipment."),
    NOTHING_TO_PAY(Kind.CONFLICT, "No money of this order is missing."),
    ORDER_CHANGED(Kind.CONFLICT, "The order was changed at this moment; send it again."),
    NOTHING_TO_PACK(Kind.CONFLICT, "Everything is packed or cancelled."),
    ALREADY_PACKED(Kind.CONFLICT, "The pieces are packed; unpack their parcel first."),
    PARCELS_WAITING(Kind.CONFLICT, "Packed parcels wait; dispatch or unpack them first."),
    UNKNOWN_SHIPMENT(Kind.NOT_FOUND, "The order has no such parcel."),
    TOO_MANY_PIECES(Kind.INVALID, "The line does not have that many pieces left for this."),
    UNKNOWN_RETURN(Kind.NOT_FOUND, "The order has no such return."),
    RETURN_NOT_APPROVED(Kind.CONFLICT, "The return is not approved."),
    RETURN_REFUSED(Kind.CONFLICT, "The return was refused."),
    ALREADY_RECEIVED(Kind.CONFLICT, "The goods of the return were received."),
    UNKNOWN_EDIT(Kind.NOT_FOUND, "No one asked for this change of the order."),
    EDIT_OPEN(Kind.CONFLICT, "Another change of the order is under way; wait for its end."),
    PAYMENT_MISSING(Kind.INVALID, "The change costs more; say how the difference is paid."),
    AWAITING_STOCK(
            Kind.CONFLICT,
            "The pieces are yet to come; pack the others, `awaited` of the order shows which."),
    ON_HOLD(Kind.CONFLICT, "The order is on hold; its details say why. Take it off hold first."),
    TAXED_OTHERWISE(
            Kind.CONFLICT,
            "Prices contained tax when the order was placed and do not now, or the other way round."),
    IMPORTED_ORDER(
            Kind.CONFLICT, "Another system took and delivered this order; it is only kept here."),
    UNKNOWN_LINE(Kind.INVALID, "The order has no line of this number and SKU."),
    REFUND_NOT_POSITIVE(Kind.INVALID, "An amount above zero is refunded."),
    REFUND_EXCEEDS_TOTAL(Kind.INVALID, "No more money can be refunded than the order cost.");

    private final Kind kind;
    private final String sentence;

    OrderRejection(Kind kind, String sentence) {
        this.kind = kind;
        this.sentence = sentence;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}

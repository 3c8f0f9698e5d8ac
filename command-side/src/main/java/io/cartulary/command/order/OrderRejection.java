package io.cartulary.command.order;

import io.cartulary.command.Rejection;

/// Why an order may say no.
public enum OrderRejection implements Rejection {
    EMPTY_ORDER(Kind.INVALID, "An order has at least one line."),
    TOTALS_DISAGREE(
            Kind.INVALID, "Subtotal and discount of the order must be the sums of its lines."),
    CART_CHANGED(Kind.CONFLICT, "The cart was changed meanwhile; look at it and order again."),
    ALREADY_CANCELLED(Kind.CONFLICT, "The order is cancelled."),
    ALREADY_CONFIRMED(Kind.CONFLICT, "The order is confirmed; only a person can still cancel it."),
    ALREADY_SHIPPED(Kind.CONFLICT, "The goods have left; a shipped order is only refunded."),
    NOT_CONFIRMED(Kind.CONFLICT, "The order is not confirmed yet."),
    NOT_IN_PROCESSING(Kind.CONFLICT, "Processing of the order has not begun."),
    NOT_SHIPPED(Kind.CONFLICT, "The order is not shipped yet."),
    PAST_ORDER(Kind.CONFLICT, "Another system took this order; only its past is recorded here."),
    PAST_ORDER_DIFFERS(
            Kind.CONFLICT, "The past order was recorded before, and it cost something else."),
    NOT_A_PAST_ORDER(Kind.CONFLICT, "This shop took the order, so its refunds go by its payment."),
    UNKNOWN_LINE(Kind.INVALID, "The order has no line of this number and SKU."),
    REFUND_EXCEEDS_LINE(
            Kind.INVALID, "No more pieces or money of a line can be refunded than were bought."),
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

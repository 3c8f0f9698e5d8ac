package io.cartulary.command.cart;

import io.cartulary.command.refusal.Rejection;

/// Why a cart may say no.
public enum CartRejection implements Rejection {
    CART_TAKEN(Kind.CONFLICT, "The cart belongs to another shopper."),
    SAME_CART(Kind.INVALID, "A cart cannot be merged into itself."),
    PRICES_CHANGED(
            Kind.CONFLICT,
            "Prices are not what they were; look at the changes and agree to the total."),
    NOT_ENOUGH_IN_STOCK(
            Kind.CONFLICT, "Fewer pieces are in stock than the cart wants; see the changes."),
    CART_CHANGED(Kind.CONFLICT, "The cart was changed meanwhile; look at it and order again."),
    CART_EMPTY(Kind.INVALID, "The cart is empty; put something in before checking out."),
    CART_FULL(Kind.INVALID, "A cart has at most 1000 lines."),
    TOO_MANY_PIECES(Kind.INVALID, "A line of a cart has at most 999 pieces."),
    TOO_MANY_COUPONS(Kind.INVALID, "A cart has at most 10 coupons."),
    SKU_NOT_FOR_SALE(Kind.INVALID, "This SKU is not for sale."),
    NOT_IN_CART(Kind.NOT_FOUND, "This SKU is not in the cart.");

    private final Kind kind;
    private final String sentence;

    CartRejection(Kind kind, String sentence) {
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

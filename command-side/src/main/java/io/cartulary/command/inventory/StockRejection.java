package io.cartulary.command.inventory;

import io.cartulary.command.refusal.Rejection;

/// Why stock-keeping may say no.
public enum StockRejection implements Rejection {
    SKU_TAKEN(Kind.CONFLICT, "Another product has this SKU."),
    OUT_OF_STOCK(Kind.CONFLICT, "Fewer pieces can be sold than the order wants."),
    BELOW_RESERVED(
            Kind.CONFLICT, "Fewer pieces would be on hand than are promised to open orders."),
    TOO_MANY_ON_HAND(Kind.INVALID, "At most 1000000000 pieces of a SKU can be on hand."),
    REFERENCE_USED(
            Kind.CONFLICT, "An adjustment with this reference was recorded with another quantity."),
    NOT_RESERVED(Kind.CONFLICT, "Nothing is promised to this order."),
    NOT_ENOUGH_IN_WAREHOUSE(
            Kind.CONFLICT, "Fewer pieces of the warehouse are there and not promised."),
    HAS_STOCK(Kind.CONFLICT, "A SKU that has stock of its own cannot become a bundle."),
    IS_BUNDLE(Kind.CONFLICT, "A bundle has no stock of its own; its parts have."),
    BUNDLE_DIFFERS(Kind.CONFLICT, "The SKU is a bundle of other parts."),
    ALREADY_SOLD(Kind.CONFLICT, "The order's pieces are sold; they can only be returned.");

    private final Kind kind;
    private final String sentence;

    StockRejection(Kind kind, String sentence) {
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

package io.cartulary.command.wishlist;

import io.cartulary.command.refusal.Rejection;

/// Why wishlists may say no.
public enum WishlistRejection implements Rejection {
    WISHLIST_UNKNOWN(Kind.NOT_FOUND, "There is no such wishlist."),
    TOO_MANY_WISHLISTS(Kind.CONFLICT, "A shopper has at most 20 wishlists; delete one first."),
    WISHLIST_FULL(Kind.CONFLICT, "A wishlist has at most 200 products; remove one first.");

    private final Kind kind;
    private final String sentence;

    WishlistRejection(Kind kind, String sentence) {
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

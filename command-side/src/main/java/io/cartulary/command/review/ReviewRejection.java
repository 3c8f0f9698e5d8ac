package io.cartulary.command.review;

import io.cartulary.command.refusal.Rejection;
import org.jspecify.annotations.Nullable;

/// Why a review may say no.
public enum ReviewRejection implements Rejection {
    REVIEW_UNKNOWN(Kind.NOT_FOUND, "There is no such review."),
    REVIEW_EXISTS(
            Kind.CONFLICT, "You reviewed this product for this order before; change that review."),
    OWN_REVIEW(Kind.CONFLICT, "You wrote this review yourself."),
    REVIEW_EDITED(
            Kind.CONFLICT, "Its author changed the review meanwhile; read it before you decide."),
    NOT_BOUGHT(
            Kind.INVALID,
            "orderId must be a paid order of yours with this product; leave it out otherwise.");

    private final Kind kind;
    private final String sentence;

    ReviewRejection(Kind kind, String sentence) {
        this.kind = kind;
        this.sentence = sentence;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public @Nullable String field() {
        return this == NOT_BOUGHT ? "orderId" : null;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}

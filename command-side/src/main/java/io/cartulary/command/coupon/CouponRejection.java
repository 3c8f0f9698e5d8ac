package io.cartulary.command.coupon;

import io.cartulary.command.refusal.Rejection;
import io.cartulary.events.coupon.CouponTerms;
import java.time.Instant;
import java.util.Optional;

/// Why a coupon may say no.
public enum CouponRejection implements Rejection {
    CODE_TAKEN(Kind.CONFLICT, "A coupon with this code exists with other terms."),
    COUPON_INACTIVE(Kind.CONFLICT, "The coupon is not active."),
    COUPON_NOT_YET_VALID(Kind.CONFLICT, "The coupon is not valid yet."),
    COUPON_EXPIRED(Kind.CONFLICT, "The coupon has expired."),
    COUPON_USED_UP(Kind.CONFLICT, "The coupon was used as often as it may be."),
    COUPON_USED_BY_CUSTOMER(
            Kind.CONFLICT, "You have used this coupon as often as one customer may.");

    private final Kind kind;
    private final String sentence;

    CouponRejection(Kind kind, String sentence) {
        this.kind = kind;
        this.sentence = sentence;
    }

    /// Why a coupon with these terms cannot be used at `instant`, if so.
    public static Optional<CouponRejection> ofInstant(CouponTerms terms, Instant instant) {
        if (terms.validFrom() != null && instant.isBefore(terms.validFrom())) {
            return Optional.of(COUPON_NOT_YET_VALID);
        }
        if (terms.validUntil() != null && !instant.isBefore(terms.validUntil())) {
            return Optional.of(COUPON_EXPIRED);
        }
        return Optional.empty();
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

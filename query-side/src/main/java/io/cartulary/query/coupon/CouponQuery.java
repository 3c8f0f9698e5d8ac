package io.cartulary.query.coupon;

import io.cartulary.events.coupon.CouponCode;
import org.jspecify.annotations.Nullable;

/// Everything one can ask about coupons.
public sealed interface CouponQuery {

    record FindCoupon(CouponCode code) implements CouponQuery {}

    /// Coupons by code.
    ///
    /// @param after the last code of the page before
    record ListCoupons(@Nullable CouponCode after, int limit) implements CouponQuery {}

    /// Orders that took a use of a coupon, the latest first.
    ///
    /// @param before the position of the last use of the page before
    record ListCouponUses(CouponCode code, @Nullable Long before, int limit)
            implements CouponQuery {}

    /// Sums over all coupons.
    record SumCouponUses() implements CouponQuery {}
}

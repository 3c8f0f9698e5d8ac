package io.cartulary.query.coupon;

import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponTerms;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

/// One coupon and how it was used.
///
/// @param uses orders that hold a use of it now
/// @param discounts what it took off those orders, by currency
public record CouponUsage(
        CouponCode code,
        CouponStatus status,
        CouponTerms terms,
        int uses,
        List<Money> discounts,
        Instant createdAt) {

    /// Whether a coupon can be used, and if not, why.
    public enum CouponStatus {
        ACTIVE,
        INACTIVE,
        NOT_YET_VALID,
        EXPIRED,
        USED_UP
    }
}

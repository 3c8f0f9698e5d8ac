package io.cartulary.query.coupon;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponId;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.web.version.EntityTag;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

/// One coupon and how it was used.
///
/// @param uses orders that hold a use of it now
/// @param discounts what it took off those orders, by currency
/// @param version number of its last event
public record CouponUsage(
        CouponCode code,
        CouponStatus status,
        CouponTerms terms,
        int uses,
        List<Money> discounts,
        Instant createdAt,
        long version) {

    @JsonIgnore
    EntityTag entityTag() {
        return new EntityTag(CouponId.of(code).value(), version);
    }

    /// Whether a coupon can be used, and if not, why.
    public enum CouponStatus {
        ACTIVE,
        INACTIVE,
        NOT_YET_VALID,
        EXPIRED,
        USED_UP
    }
}

package io.cartulary.events.coupon;

import io.cartulary.events.inventory.Sku;
import java.time.Instant;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Under which conditions a coupon gives which discount. An absent condition does not restrict.
///
/// @param maximumDiscount the most a percentage takes off
/// @param minimumOrder the least the lines must cost before any discount
/// @param usageLimit how many orders may use it in all
/// @param perCustomerLimit how many orders of one customer may use it
/// @param validFrom first instant of validity, UTC
/// @param validUntil first instant after validity, UTC
/// @param skus the only SKUs it applies to; empty for all
/// @param categories the only categories it applies to; empty for all
public record CouponTerms(
        Discount discount,
        @Nullable Money maximumDiscount,
        @Nullable Money minimumOrder,
        @Nullable Integer usageLimit,
        @Nullable Integer perCustomerLimit,
        boolean firstOrderOnly,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        Set<Sku> skus,
        Set<String> categories) {

    public CouponTerms {
        if (discount == null) {
            throw new IllegalArgumentException("a coupon has a discount");
        }
        if (usageLimit != null && usageLimit < 1) {
            throw new IllegalArgumentException("usageLimit must be at least 1, was " + usageLimit);
        }
        if (perCustomerLimit != null && perCustomerLimit < 1) {
            throw new IllegalArgumentException(
                    "perCustomerLimit must be at least 1, was " + perCustomerLimit);
        }
        if (validFrom != null && validUntil != null && !validFrom.isBefore(validUntil)) {
            throw new IllegalArgumentException("validFrom must be before validUntil");
        }
        skus = skus == null ? Set.of() : Set.copyOf(skus);
        categories = categories == null ? Set.of() : Set.copyOf(categories);
    }
}

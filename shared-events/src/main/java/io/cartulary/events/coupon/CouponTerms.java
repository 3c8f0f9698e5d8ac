package io.cartulary.events.coupon;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.OrderedCopy;
import io.cartulary.events.Whole;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Under which conditions a coupon gives which discount. An absent condition does not restrict.
///
/// @param maximumDiscount the most a percentage takes off
/// @param minimumOrder the least the lines must cost before any discount
/// @param usageLimit how many orders may use it in all
/// @param perCustomerLimit how many orders of one customer may use it; a guest with a new cart is
///   known by the e-mail address
/// @param firstOrderOnly whether it is for those who have not ordered yet, known in the same way
/// @param validFrom first instant of validity, UTC
/// @param validUntil first instant after validity, UTC
/// @param skus the only SKUs it applies to; empty for all
/// @param categories the only ones it applies to, with all below them; empty for all
/// @param products the only products it applies to, every variant of them; empty for all
/// @param automatic whether every order gets it that meets its conditions, without its code
/// @param stacking how it goes together with other discounts; alone when not given
public record CouponTerms(
        Discount discount,
        @Nullable Money maximumDiscount,
        @Nullable Money minimumOrder,
        @Nullable @Whole(min = 1, max = CouponTerms.MOST_USES) Integer usageLimit,
        @Nullable @Whole(min = 1, max = CouponTerms.MOST_USES) Integer perCustomerLimit,
        boolean firstOrderOnly,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        Set<Sku> skus,
        Set<CategoryId> categories,
        Set<ProductId> products,
        boolean automatic,
        @JsonProperty(defaultValue = "{}") Stacking stacking) {

    public static final int MOST_USES = 1_000_000_000;

    public CouponTerms {
        if (discount == null) {
            throw new InvalidValue("discount", "is required");
        }
        checkLimit("usageLimit", usageLimit);
        checkLimit("perCustomerLimit", perCustomerLimit);
        if (validFrom != null && validUntil != null && !validFrom.isBefore(validUntil)) {
            throw new InvalidValue("validFrom", "must be before validUntil");
        }
        checkAmounts(discount, maximumDiscount, minimumOrder);
        skus = skus == null ? Set.of() : OrderedCopy.of(skus);
        categories = categories == null ? Set.of() : OrderedCopy.of(categories);
        products = products == null ? Set.of() : OrderedCopy.of(products);
        stacking = stacking == null ? Stacking.ALONE : stacking;
    }

    /// Of a coupon that is used alone and by its code, for any product.
    public CouponTerms(
            Discount discount,
            @Nullable Money maximumDiscount,
            @Nullable Money minimumOrder,
            @Nullable Integer usageLimit,
            @Nullable Integer perCustomerLimit,
            boolean firstOrderOnly,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil,
            Set<Sku> skus,
            Set<CategoryId> categories) {
        this(
                discount,
                maximumDiscount,
                minimumOrder,
                usageLimit,
                perCustomerLimit,
                firstOrderOnly,
                validFrom,
                validUntil,
                skus,
                categories,
                Set.of(),
                false,
                Stacking.ALONE);
    }

    /// The same, together with other discounts in another way.
    public CouponTerms with(boolean automatically, Stacking with) {
        return new CouponTerms(
                discount,
                maximumDiscount,
                minimumOrder,
                usageLimit,
                perCustomerLimit,
                firstOrderOnly,
                validFrom,
                validUntil,
                skus,
                categories,
                products,
                automatically,
                with);
    }

    /// The same for these categories.
    public CouponTerms in(Set<CategoryId> others) {
        return new CouponTerms(
                discount,
                maximumDiscount,
                minimumOrder,
                usageLimit,
                perCustomerLimit,
                firstOrderOnly,
                validFrom,
                validUntil,
                skus,
                others,
                products,
                automatic,
                stacking);
    }

    private static void checkLimit(String field, @Nullable Integer limit) {
        if (limit != null && (limit < 1 || limit > MOST_USES)) {
            throw new InvalidValue(field, "must be 1 to %d, was %d".formatted(MOST_USES, limit));
        }
    }

    private static void checkAmounts(
            Discount discount, @Nullable Money maximumDiscount, @Nullable Money minimumOrder) {
        var off = discount instanceof Discount.AmountOff(var amount) ? amount : null;
        var amounts =
                Stream.of(off, maximumDiscount, minimumOrder).filter(Objects::nonNull).toList();
        if (amounts.stream().map(Money::getCurrencyUnit).distinct().count() > 1) {
            throw new InvalidValue("the amounts of a coupon must be in one currency");
        }
        if (amounts.stream().anyMatch(Money::isNegative)) {
            throw new InvalidValue("the amounts of a coupon must not be negative");
        }
    }
}

package io.cartulary.command.importing;

import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount;
import io.cartulary.events.coupon.Stacking;
import io.cartulary.events.inventory.Sku;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// A coupon as one line of a file says it.
///
/// @param value percent, or an amount in the main unit; absent for free shipping
/// @param currency of all its amounts, `USD` when absent
@JsonNaming(SnakeCaseStrategy.class)
record CouponLine(
        CouponCode code,
        Kind kind,
        @Nullable BigDecimal value,
        @Nullable String currency,
        @Nullable BigDecimal maximumDiscount,
        @Nullable BigDecimal minimumOrder,
        @Nullable Integer usageLimit,
        @Nullable Integer perCustomerLimit,
        boolean firstOrderOnly,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        @Nullable Set<Sku> skus,
        @Nullable Set<String> categories,
        @Nullable Set<ProductId> products,
        boolean automatic,
        int priority,
        boolean combinable,
        @Nullable String bestOf) {

    /// As it stands in the file.
    @SuppressWarnings("java:S115")
    enum Kind {
        percentage,
        fixed,
        free_shipping
    }

    CouponLine {
        if (code == null || kind == null || value == null && kind != Kind.free_shipping) {
            throw new IllegalArgumentException("a coupon needs code, kind and value");
        }
    }

    CouponTerms terms() {
        return new CouponTerms(
                discount(),
                money(maximumDiscount),
                money(minimumOrder),
                usageLimit,
                perCustomerLimit,
                firstOrderOnly,
                validFrom,
                validUntil,
                skus,
                categories,
                products,
                automatic,
                new Stacking(priority, combinable, bestOf));
    }

    private Discount discount() {
        return switch (kind) {
            case percentage -> new Discount.PercentageOff(value.movePointRight(2).intValueExact());
            case fixed -> new Discount.AmountOff(money(value));
            case free_shipping -> new Discount.FreeShipping();
        };
    }

    private @Nullable Money money(@Nullable BigDecimal amount) {
        return amount == null
                ? null
                : Money.of(CurrencyUnit.of(currency == null ? "USD" : currency), amount);
    }
}

package io.cartulary.command.importing.coupons;

import io.cartulary.command.importing.json.JsonFields;
import io.cartulary.command.importing.row.LegacySku;
import io.cartulary.command.importing.row.RowFault;
import io.cartulary.events.Percent;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount;
import io.cartulary.events.coupon.Stacking;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/// A coupon as one line of a file says it.
///
/// @param categories that it is limited to, each by its name and those of the ones above it, from
///   the top down
/// @param terms without those categories
record CouponLine(CouponCode code, List<List<String>> categories, CouponTerms terms) {

    private static final Pattern BELOW = Pattern.compile(" > ");

    private static final int MOST_ENTRIES = 1000;
    private static final int WORD = 100;
    private static final int PATH = 1_000;
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);
    private static final int DECIMALS_OF_PERCENT = 3;

    /// As it stands in the file.
    @SuppressWarnings("java:S115")
    private enum Kind {
        percentage,
        fixed,
        free_shipping
    }

    /// `value` is percent, or an amount in the main unit, and absent for free shipping; `currency`
    /// is that of all amounts, `USD` when absent.
    static CouponLine of(JsonFields fields) {
        var currency = fields.currency("currency");
        var code = new CouponCode(fields.text("code", WORD));
        var stacking =
                new Stacking(
                        orZero(
                                fields.whole(
                                        "priority",
                                        -Stacking.HIGHEST_PRIORITY,
                                        Stacking.HIGHEST_PRIORITY)),
                        fields.flag("combinable"),
                        fields.textOrNull("best_of", WORD));
        var terms =
                new CouponTerms(
                        discount(fields, currency),
                        fields.money("maximum_discount", currency),
                        fields.money("minimum_order", currency),
                        fields.whole("usage_limit", 1, CouponTerms.MOST_USES),
                        fields.whole("per_customer_limit", 1, CouponTerms.MOST_USES),
                        fields.flag("first_order_only"),
                        fields.instant("valid_from"),
                        fields.instant("valid_until"),
                        fields.texts("skus", MOST_ENTRIES, WORD).stream()
                                .map(sku -> LegacySku.of(fields.pathOf("skus"), sku))
                                .collect(Collectors.toSet()),
                        Set.of(),
                        fields.texts("products", MOST_ENTRIES, WORD).stream()
                                .map(ProductId::new)
                                .collect(Collectors.toSet()),
                        fields.flag("automatic"),
                        stacking);
        var categories =
                fields.texts("categories", MOST_ENTRIES, PATH).stream()
                        .map(path -> List.of(BELOW.split(path)))
                        .toList();
        return new CouponLine(code, categories, terms);
    }

    private static int orZero(@Nullable Integer number) {
        return number == null ? 0 : number;
    }

    private static Discount discount(JsonFields fields, CurrencyUnit currency) {
        return switch (fields.word("kind", Kind.class)) {
            case percentage -> new Discount.PercentageOff(percent(fields));
            case fixed -> new Discount.AmountOff(fields.requiredMoney("value", currency));
            case free_shipping -> {
                if (fields.decimal("value") != null) {
                    throw RowFault.malformed("value", "value must be absent for free_shipping.");
                }
                yield new Discount.FreeShipping();
            }
        };
    }

    private static Percent percent(JsonFields fields) {
        var percent = fields.decimal("value");
        if (percent == null
                || percent.signum() <= 0
                || percent.compareTo(WHOLE) > 0
                || percent.stripTrailingZeros().scale() > DECIMALS_OF_PERCENT) {
            throw RowFault.malformed(
                    "value",
                    "value must be a percentage above 0 and at most 100 with at most three decimals.");
        }
        return new Percent(percent.movePointRight(DECIMALS_OF_PERCENT).intValueExact());
    }
}

package io.cartulary.command.pricing;

import io.cartulary.command.pricing.tables.PricingSettings;
import io.cartulary.command.pricing.tables.PricingSettings.ShippingRate;
import io.cartulary.command.pricing.terms.CouponOffer;
import io.cartulary.command.pricing.terms.PricingRules;
import io.cartulary.command.pricing.terms.SkuOffer;
import io.cartulary.events.Percent;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount;
import io.cartulary.events.coupon.Discount.PercentageOff;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.pricing.Destination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Orders and coupons that tests of prices calculate with, in a shop with rules of its own.
final class PricingSamples {

    static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
    static final OrderPricing PRICING = new OrderPricing();

    static final PricingRules RULES =
            new PricingSettings(
                            Map.of(
                                    "GB",
                                            Map.of(
                                                    "standard",
                                                    Percent.of("20"),
                                                    "zero",
                                                    Percent.ZERO),
                                    "DE",
                                            Map.of(
                                                    "standard",
                                                    Percent.of("19"),
                                                    "reduced",
                                                    Percent.of("7"))),
                            "standard",
                            Map.of(
                                    "standard",
                                    List.of(
                                            new ShippingRate(
                                                    "EUR", List.of("DE"), 490, 100, 5_000L),
                                            new ShippingRate("EUR", List.of(), 1_250, 300, null),
                                            new ShippingRate("GBP", List.of(), 395, 0, null),
                                            new ShippingRate("JPY", List.of(), 800, 200, 10_000L),
                                            new ShippingRate("KWD", List.of(), 1_500, 250, null))),
                            Percent.HUNDRED)
                    .rules(1);

    private PricingSamples() {}

    /// A line of a test's order; its SKU is its place, `SKU-0` for the first.
    record Item(
            Money price,
            int quantity,
            String taxClass,
            int weightGrams,
            List<CategoryId> categories) {}

    static Item item(String price, int quantity) {
        return new Item(Money.parse(price), quantity, "standard", 500, List.of());
    }

    static Destination to(String country) {
        return new Destination(country);
    }

    static OrderToPrice order(Item... items) {
        return order(null, true, items);
    }

    static OrderToPrice order(@Nullable CouponOffer coupon, boolean firstOrder, Item... items) {
        var lines = new ArrayList<SkuQuantity>();
        var prices = new HashMap<Sku, SkuOffer>();
        for (var index = 0; index < items.length; index++) {
            var sku = new Sku("SKU-" + index);
            lines.add(new SkuQuantity(sku, items[index].quantity()));
            prices.put(
                    sku,
                    new SkuOffer(
                            sku,
                            new ProductId("product-" + index),
                            "Thing " + index,
                            items[index].price(),
                            items[index].taxClass(),
                            items[index].weightGrams(),
                            items[index].categories(),
                            true,
                            7,
                            null));
        }
        return new OrderToPrice(
                lines,
                prices,
                null,
                coupon == null ? List.of() : List.of(coupon),
                List.of(),
                firstOrder,
                NOW,
                RULES);
    }

    static PricedOrder price(CouponTerms terms, Item... items) {
        var offer = new CouponOffer(new CouponCode("ANY"), terms, true);
        return PRICING.price(order(offer, true, items), "standard", to("DE"));
    }

    static CouponTerms terms(Discount discount) {
        return terms(discount, null, null, false);
    }

    static CouponTerms terms(
            Discount discount,
            @Nullable Money maximumDiscount,
            @Nullable Money minimumOrder,
            boolean firstOrderOnly) {
        return new CouponTerms(
                discount,
                maximumDiscount,
                minimumOrder,
                null,
                null,
                firstOrderOnly,
                null,
                null,
                Set.of(),
                Set.of());
    }

    static CouponTerms scoped(Set<Sku> skus, Set<CategoryId> categories) {
        return new CouponTerms(
                new PercentageOff(Percent.of("10")),
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                skus,
                categories);
    }
}

package io.cartulary.command.pricing;

import io.cartulary.command.pricing.terms.CouponOffer;
import io.cartulary.command.pricing.terms.PricingRules;
import io.cartulary.command.pricing.terms.PricingRules.ShippingMethodOffer;
import io.cartulary.command.pricing.terms.SkuOffer;
import io.cartulary.events.Percent;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount;
import io.cartulary.events.coupon.Stacking;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.pricing.Destination;
import io.cartulary.events.pricing.ShippingRate;
import io.cartulary.events.pricing.TaxRates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;

/// Orders as the tests of this context use them. The SKU of a line is its place, `SKU-0` for the
/// first.
public final class OrdersToPrice {

    static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
    static final Destination GERMANY = new Destination("DE");

    /// Germany taxes 19 % on top; a parcel costs 4.90 EUR.
    static final PricingRules RULES =
            rules(
                    Map.of(
                            GERMANY,
                            new TaxRates(
                                    Map.of(
                                            "standard",
                                            Percent.of("19"),
                                            "reduced",
                                            Percent.of("7")),
                                    false)),
                    new ShippingRate(Set.of(), null, null, Money.parse("EUR 4.90"), null, null));

    private OrdersToPrice() {}

    public record Item(
            Money price,
            int quantity,
            String taxClass,
            int weightGrams,
            List<CategoryId> categories) {}

    static Item item(String price, int quantity) {
        return new Item(Money.parse(price), quantity, "standard", 500, List.of());
    }

    static PricingRules rules(Map<Destination, TaxRates> taxes, ShippingRate... rates) {
        return rules(taxes, Percent.HUNDRED, rates);
    }

    static PricingRules rules(
            Map<Destination, TaxRates> taxes, Percent discountCap, ShippingRate... rates) {
        return new PricingRules(
                1,
                taxes,
                "standard",
                Map.of("parcel", new ShippingMethodOffer("parcel", "Parcel", List.of(rates))),
                List.of(),
                List.of(),
                discountCap);
    }

    static OrderToPrice order(PricingRules rules, List<CouponOffer> offers, Item... items) {
        var lines = new ArrayList<SkuQuantity>();
        var prices = new HashMap<Sku, SkuOffer>();
        for (var index = 0; index < items.length; index++) {
            var item = items[index];
            var sku = new Sku("SKU-" + index);
            lines.add(new SkuQuantity(sku, item.quantity()));
            prices.put(
                    sku,
                    new SkuOffer(
                            sku,
                            new ProductId("product-" + index),
                            "Thing " + index,
                            item.price(),
                            item.taxClass(),
                            item.weightGrams(),
                            item.categories(),
                            true,
                            7,
                            null));
        }
        return new OrderToPrice(lines, prices, null, offers, List.of(), true, NOW, rules);
    }

    static CouponTerms terms(Discount discount) {
        return new CouponTerms(
                discount, null, null, null, null, false, null, null, Set.of(), Set.of());
    }

    static CouponOffer offer(String code, Discount discount, Stacking stacking) {
        return new CouponOffer(new CouponCode(code), terms(discount).with(false, stacking), true);
    }
}

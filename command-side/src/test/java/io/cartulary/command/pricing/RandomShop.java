package io.cartulary.command.pricing;

import static java.util.stream.Collectors.toMap;

import io.cartulary.command.cart.CartContent;
import io.cartulary.command.pricing.MoneySequence.DiscountsCapped;
import io.cartulary.command.pricing.terms.CouponOffer;
import io.cartulary.command.pricing.terms.PricingRules;
import io.cartulary.command.pricing.terms.PricingRules.ShippingMethodOffer;
import io.cartulary.command.pricing.terms.SkuOffer;
import io.cartulary.events.Percent;
import io.cartulary.events.catalog.CatalogEvent.ProductCreated;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponEvent.CouponCreated;
import io.cartulary.events.coupon.CouponId;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount;
import io.cartulary.events.coupon.Discount.AmountOff;
import io.cartulary.events.coupon.Discount.FreeShipping;
import io.cartulary.events.coupon.Discount.PercentageOff;
import io.cartulary.events.coupon.Stacking;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.pricing.Destination;
import io.cartulary.events.pricing.PricingEvent.*;
import io.cartulary.events.pricing.ShippingMethodId;
import io.cartulary.events.pricing.ShippingRate;
import io.cartulary.events.pricing.TaxRates;
import io.cartulary.events.pricing.TaxRuleId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// What one shop sells, and its taxes, shipping rates and coupons, from a seed.
final class RandomShop {

    private static final List<String> TAX_CLASSES = List.of("standard", "reduced", "zero", "books");
    private static final List<CategoryId> CATEGORIES =
            List.of(
                    new CategoryId("category-skincare"),
                    new CategoryId("category-gifts"),
                    new CategoryId("category-fashion"));
    private final RandomMoney values;
    private final List<Object> events;
    private final List<SkuOffer> prices = new ArrayList<>();
    private final List<CouponOffer> coupons = new ArrayList<>();
    private final Map<Destination, TaxRates> taxes = new HashMap<>();

    /// @param events to which those that say all this are added
    RandomShop(RandomMoney values, List<Object> events) {
        this.values = values;
        this.events = events;
    }

    PricingRules setUp() {
        for (var number = 0; number <= values.random().nextInt(6); number++) {
            addProduct(number);
        }
        for (var destination : List.of("DE", "US", "US-CA")) {
            if (values.random().nextInt(4) > 0) {
                setTax(new Destination(destination));
            }
        }
        var rates =
                IntStream.rangeClosed(0, values.random().nextInt(3)).mapToObj(this::rate).toList();
        events.add(new ShippingMethodDefined(ShippingMethodId.of("parcel"), "Parcel", rates));
        for (var number = 0; number < values.random().nextInt(5); number++) {
            addCoupon("CODE" + number);
        }
        var cap =
                values.random().nextInt(4) == 0
                        ? new Percent(values.random().nextInt(Percent.WHOLE + 1))
                        : Percent.HUNDRED;
        events.add(new DiscountsCapped(cap));
        return new PricingRules(
                1,
                taxes,
                "standard",
                Map.of("parcel", new ShippingMethodOffer("parcel", "Parcel", rates)),
                List.of(),
                List.of(),
                cap);
    }

    private void addProduct(int number) {
        var sku = new Sku("SKU-" + number);
        var product = new ProductId("product-" + number / 2);
        var categories = CATEGORIES.subList(values.random().nextInt(3), 3);
        var grams = values.random().nextInt(5) == 0 ? 0 : values.random().nextInt(3_000);
        var variant =
                new Variant(
                        sku,
                        Map.of(),
                        values.money(values.amount()),
                        null,
                        values.any(TAX_CLASSES),
                        grams,
                        null,
                        null);
        var description =
                new ProductDescription(
                        LocalizedText.english("Thing"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        categories,
                        List.of(),
                        null,
                        Map.of(),
                        false);
        events.add(new ProductCreated(product, "thing", description, List.of(variant)));
        prices.add(
                new SkuOffer(
                        sku,
                        product,
                        "Thing",
                        variant.price(),
                        variant.taxClass(),
                        grams,
                        categories,
                        true,
                        1,
                        null));
    }

    private void setTax(Destination destination) {
        var byClass = new HashMap<String, Percent>();
        for (var taxClass : TAX_CLASSES) {
            if (values.random().nextInt(3) > 0) {
                byClass.put(
                        taxClass,
                        new Percent(
                                values.random().nextInt(10) == 0
                                        ? 0
                                        : values.random().nextInt(30_001)));
            }
        }
        var rates = new TaxRates(byClass, values.random().nextBoolean());
        taxes.put(destination, rates);
        events.add(new TaxRuleSet(TaxRuleId.of(destination), destination, rates));
    }

    private ShippingRate rate(int number) {
        return new ShippingRate(
                values.random().nextInt(3) == 0 ? Set.of(new Destination("US")) : Set.of(),
                values.random().nextInt(3) == 0 ? 1 + values.random().nextLong(20_000) : null,
                values.random().nextInt(3) == 0 ? values.money(values.amount()) : null,
                values.money(values.random().nextInt(6) == 0 ? 0 : values.random().nextLong(5_000)),
                values.random().nextBoolean()
                        ? values.money(values.random().nextLong(2_000))
                        : null,
                values.random().nextInt(3) == 0 ? values.money(values.amount()) : null);
    }

    private void addCoupon(String code) {
        var terms =
                new CouponTerms(
                        discount(),
                        values.random().nextInt(3) == 0
                                ? values.money(values.random().nextLong(5_000))
                                : null,
                        values.random().nextInt(4) == 0 ? values.money(values.amount()) : null,
                        null,
                        null,
                        false,
                        null,
                        null,
                        values.some(prices.stream().map(SkuOffer::sku).toList()),
                        values.some(CATEGORIES),
                        values.some(prices.stream().map(SkuOffer::productId).distinct().toList()),
                        values.random().nextInt(3) == 0,
                        new Stacking(
                                values.random().nextInt(3),
                                values.random().nextInt(4) > 0,
                                values.random().nextInt(3) == 0 ? "season" : null));
        var couponCode = new CouponCode(code);
        coupons.add(new CouponOffer(couponCode, terms, true));
        events.add(new CouponCreated(CouponId.of(couponCode), couponCode, terms));
    }

    private Discount discount() {
        return switch (values.random().nextInt(5)) {
            case 0 -> new FreeShipping();
            case 1, 2 -> new AmountOff(values.money(1 + values.amount()));
            default -> new PercentageOff(new Percent(1 + values.random().nextInt(Percent.WHOLE)));
        };
    }

    Sku anySku() {
        return values.any(prices).sku();
    }

    OrderToPrice toPrice(CartContent content, PricingRules rules) {
        return toPrice(content.lines(), content.coupons(), rules);
    }

    OrderToPrice toPrice(List<SkuQuantity> wanted, List<CouponCode> given, PricingRules rules) {
        var offers =
                coupons.stream()
                        .filter(offer -> offer.terms().automatic() || given.contains(offer.code()))
                        .toList();
        return new OrderToPrice(
                wanted,
                prices.stream().collect(toMap(SkuOffer::sku, entry -> entry)),
                null,
                offers,
                List.of(),
                true,
                MoneySequence.NOON,
                rules);
    }
}

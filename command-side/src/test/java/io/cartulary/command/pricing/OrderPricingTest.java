package io.cartulary.command.pricing;

import static io.cartulary.command.coupon.CouponRejection.*;
import static io.cartulary.command.pricing.PricingRejection.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cartulary.command.pricing.tables.PricingSettings;
import io.cartulary.command.pricing.tables.PricingSettings.ShippingRate;
import io.cartulary.command.pricing.terms.CouponOffer;
import io.cartulary.command.pricing.terms.PricingRules;
import io.cartulary.command.pricing.terms.SkuOffer;
import io.cartulary.command.refusal.Rejection;
import io.cartulary.events.Percent;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount;
import io.cartulary.events.coupon.Discount.AmountOff;
import io.cartulary.events.coupon.Discount.FreeShipping;
import io.cartulary.events.coupon.Discount.PercentageOff;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.pricing.Destination;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

class OrderPricingTest {

    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

    private static final OrderPricing PRICING = new OrderPricing();

    private static final PricingRules RULES =
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

    @Nested
    class Without_a_coupon {
        @Test
        void adds_lines_shipping_and_tax() {
            var priced =
                    PRICING.price(
                            order(item("EUR 10.00", 2), item("EUR 0.99", 1)), "standard", to("DE"));

            assertThat(priced.totals().subtotal()).isEqualTo(Money.parse("EUR 20.99"));
            assertThat(priced.totals().discount()).isEqualTo(Money.parse("EUR 0.00"));
            // 3 × 500 g
            assertThat(priced.totals().shipping()).isEqualTo(Money.parse("EUR 5.90"));
            // 19 %: 3.80 + 0.1881 + 1.121, each half up
            assertThat(priced.totals().tax()).isEqualTo(Money.parse("EUR 5.11"));
            assertThat(priced.totals().total()).isEqualTo(Money.parse("EUR 32.00"));
            assertThat(priced.lines().getFirst())
                    .isEqualTo(
                            new OrderLine(
                                    1,
                                    new Sku("SKU-0"),
                                    new ProductId("product-0"),
                                    "Thing 0",
                                    2,
                                    Money.parse("EUR 10"),
                                    Money.parse("EUR 0"),
                                    Money.parse("EUR 3.80"),
                                    Money.parse("EUR 23.80"),
                                    7));
        }

        @Test
        void taxes_a_class_that_the_country_does_not_list_like_its_standard() {
            var toner = new Item(Money.parse("EUR 10"), 1, "books", 0, List.of());
            assertThat(PRICING.price(order(toner), "standard", to("DE")).totals().tax())
                    .isEqualTo(Money.parse("EUR 1.90"));
        }

        @Test
        void does_not_tax_in_a_country_that_is_not_listed() {
            assertThat(PRICING.price(order(item("EUR 10", 1)), "standard", to("US")).totals().tax())
                    .isEqualTo(Money.parse("EUR 0"));
        }

        @Test
        void ships_free_from_the_threshold_on() {
            assertThat(
                            PRICING.price(order(item("EUR 50", 1)), "standard", to("DE"))
                                    .totals()
                                    .shipping())
                    .isEqualTo(Money.parse("EUR 0"));
            assertThat(
                            PRICING.price(order(item("EUR 49.99", 1)), "standard", to("DE"))
                                    .totals()
                                    .shipping())
                    .isEqualTo(Money.parse("EUR 4.90"));
        }

        @Test
        void ships_what_has_no_weight_for_nothing() {
            var massage = new Item(Money.parse("EUR 10"), 1, "standard", 0, List.of());
            assertThat(PRICING.price(order(massage), "standard", to("FR")).totals().shipping())
                    .isEqualTo(Money.parse("EUR 0"));
        }

        @Test
        void charges_each_begun_kilogram() {
            var exactlyOne = new Item(Money.parse("EUR 1"), 1, "standard", 1_000, List.of());
            var justOver = new Item(Money.parse("EUR 1"), 1, "standard", 1_001, List.of());
            assertThat(PRICING.price(order(exactlyOne), "standard", to("FR")).totals().shipping())
                    .isEqualTo(Money.parse("EUR 12.50"));
            assertThat(PRICING.price(order(justOver), "standard", to("FR")).totals().shipping())
                    .isEqualTo(Money.parse("EUR 15.50"));
        }

        @Test
        void counts_in_whole_yen() {
            var priced = PRICING.price(order(item("JPY 333", 1)), "standard", to("DE"));
            assertThat(priced.totals().tax()).isEqualTo(Money.parse("JPY 215"));
        }

        @Test
        void counts_in_thousandths_of_a_dinar() {
            var priced = PRICING.price(order(item("KWD 0.333", 1)), "standard", to("DE"));
            assertThat(priced.totals().tax()).isEqualTo(Money.parse("KWD 0.348"));
        }
    }

    @Nested
    class With_a_coupon {
        @Test
        void spreads_the_discount_without_losing_a_cent() {
            var priced =
                    price(
                            terms(new AmountOff(Money.parse("EUR 1"))),
                            item("EUR 1", 1),
                            item("EUR 1", 1),
                            item("EUR 1", 1));
            assertThat(priced.lines())
                    .extracting(OrderLine::discount)
                    .containsExactly(
                            Money.parse("EUR 0.34"),
                            Money.parse("EUR 0.33"),
                            Money.parse("EUR 0.33"));
        }

        @Test
        void rounds_a_percentage_half_up() {
            assertThat(
                            price(terms(new PercentageOff(Percent.of("50"))), item("EUR 0.05", 1))
                                    .totals()
                                    .discount())
                    .isEqualTo(Money.parse("EUR 0.03"));
        }

        @Test
        void stops_a_percentage_at_its_maximum() {
            var terms =
                    terms(new PercentageOff(Percent.of("50")), Money.parse("EUR 3"), null, false);
            assertThat(price(terms, item("EUR 100", 1)).totals().discount())
                    .isEqualTo(Money.parse("EUR 3"));
        }

        @Test
        void never_takes_off_more_than_the_lines_cost() {
            var priced = price(terms(new AmountOff(Money.parse("EUR 50"))), item("EUR 20", 1));
            assertThat(priced.totals().discount()).isEqualTo(Money.parse("EUR 20"));
            assertThat(priced.lines().getFirst().total()).isEqualTo(Money.parse("EUR 0"));
        }

        @Test
        void leaves_lines_outside_its_categories_alone() {
            var soap = new Item(Money.parse("EUR 10"), 1, "standard", 100, List.of("Skincare"));
            var priced =
                    price(scoped(Set.of(), Set.of("Skincare", "Gifts")), item("EUR 10", 1), soap);
            assertThat(priced.lines())
                    .extracting(OrderLine::discount)
                    .containsExactly(Money.parse("EUR 0"), Money.parse("EUR 1"));
        }

        @Test
        void ships_free_when_it_is_for_free_shipping() {
            var priced = price(terms(new FreeShipping()), item("EUR 10", 1));
            assertThat(priced.totals().shipping()).isEqualTo(Money.parse("EUR 0"));
            assertThat(priced.totals().discount()).isEqualTo(Money.parse("EUR 0"));
        }

        @Test
        void judges_the_shipping_threshold_after_the_discount() {
            var priced = price(terms(new AmountOff(Money.parse("EUR 1"))), item("EUR 50", 1));
            assertThat(priced.totals().shipping()).isEqualTo(Money.parse("EUR 4.90"));
        }
    }

    @Nested
    class Is_refused {
        @Test
        void when_a_sku_is_not_in_the_price_list() {
            var order =
                    new OrderToPrice(
                            List.of(new SkuQuantity(new Sku("GONE"), 1)),
                            Map.of(),
                            null,
                            List.of(),
                            List.of(),
                            true,
                            NOW,
                            RULES);
            var refused = refusal(() -> PRICING.price(order, "standard", to("DE")));
            assertThat(refused.rejection()).isEqualTo(NOT_FOR_SALE);
            assertThat(refused.sku()).isEqualTo(new Sku("GONE"));
        }

        @Test
        void when_currencies_are_mixed() {
            expect(
                    CURRENCY_MIXED,
                    () ->
                            PRICING.price(
                                    order(item("EUR 1", 1), item("GBP 1", 1)),
                                    "standard",
                                    to("DE")));
        }

        @Test
        void with_an_unknown_shipping_method() {
            expect(
                    UNKNOWN_SHIPPING_METHOD,
                    () -> PRICING.price(order(item("EUR 1", 1)), "pigeon", to("DE")));
        }

        @Test
        void when_the_method_does_not_go_there() {
            expect(
                    NO_SHIPPING_THERE,
                    () -> PRICING.price(order(item("CHF 1", 1)), "standard", to("CH")));
        }

        @Test
        void below_the_minimum_of_the_coupon_but_not_at_it() {
            var terms =
                    terms(new PercentageOff(Percent.of("10")), null, Money.parse("EUR 10"), false);
            expect(MINIMUM_NOT_REACHED, () -> price(terms, item("EUR 9.99", 1)));
            assertThat(price(terms, item("EUR 10", 1)).totals().discount())
                    .isEqualTo(Money.parse("EUR 1"));
        }

        @Test
        void when_the_coupon_applies_to_no_line() {
            expect(
                    COUPON_NOT_APPLICABLE,
                    () -> price(scoped(Set.of(new Sku("OTHER")), Set.of()), item("EUR 10", 1)));
        }

        @Test
        void when_the_coupon_is_in_another_currency() {
            expect(
                    COUPON_NOT_APPLICABLE,
                    () -> price(terms(new AmountOff(Money.parse("GBP 1"))), item("EUR 10", 1)));
        }

        @Test
        void when_the_coupon_is_for_first_orders_and_this_is_none() {
            var terms = terms(new PercentageOff(Percent.of("10")), null, null, true);
            var offer = new CouponOffer(new CouponCode("FIRST"), terms, true);
            expect(
                    FIRST_ORDER_ONLY,
                    () ->
                            PRICING.price(
                                    order(offer, false, item("EUR 10", 1)), "standard", to("DE")));
        }

        @Test
        void when_the_coupon_is_inactive() {
            var offer =
                    new CouponOffer(
                            new CouponCode("OFF"),
                            terms(new PercentageOff(Percent.of("10"))),
                            false);
            expect(
                    COUPON_INACTIVE,
                    () ->
                            PRICING.price(
                                    order(offer, true, item("EUR 10", 1)), "standard", to("DE")));
        }

        @Test
        void when_the_coupon_has_expired() {
            var terms =
                    new CouponTerms(
                            new PercentageOff(Percent.of("10")),
                            null,
                            null,
                            null,
                            null,
                            false,
                            null,
                            NOW,
                            Set.of(),
                            Set.of());
            expect(COUPON_EXPIRED, () -> price(terms, item("EUR 10", 1)));
        }
    }

    /// Random orders in currencies with 0, 2 and 3 decimals. Run one again with
    /// `-Dcartulary.seed=<seed>`.
    @Test
    void adds_up_whatever_is_ordered(TestReporter reporter) {
        var seed = Long.getLong("cartulary.seed", System.nanoTime());
        reporter.publishEntry("seed", Long.toString(seed));
        var random = new Random(seed);
        for (var round = 0; round < 5_000; round++) {
            var currency = List.of("JPY", "EUR", "KWD").get(random.nextInt(3));
            var items =
                    IntStream.rangeClosed(0, random.nextInt(12))
                            .mapToObj(_ -> randomItem(random, currency))
                            .toArray(Item[]::new);
            var terms = randomTerms(random, currency, items.length);
            var order = order(new CouponOffer(new CouponCode("ANY"), terms, true), true, items);
            var country = List.of("DE", "GB", "US").get(random.nextInt(3));
            PricedOrder priced;
            try {
                priced = PRICING.price(order, "standard", to(country));
            } catch (PricingRefused refused) {
                assertThat(refused.rejection())
                        .as("seed %d round %d", seed, round)
                        .isEqualTo(COUPON_NOT_APPLICABLE);
                continue;
            }
            checkAddsUp("seed %d round %d".formatted(seed, round), items, terms, priced);
        }
    }

    private static void checkAddsUp(
            String round, Item[] items, CouponTerms terms, PricedOrder priced) {
        var totals = priced.totals();
        var zero = Money.zero(totals.total().getCurrencyUnit());
        Money lineTotals = zero;
        Money lineTaxes = zero;
        Money lineDiscounts = zero;
        Money eligible = zero;
        for (var index = 0; index < items.length; index++) {
            var amount = items[index].price().multipliedBy(items[index].quantity());
            var line = priced.lines().get(index);
            assertThat(line.discount()).as(round).isBetween(zero, amount);
            assertThat(line.total())
                    .as(round)
                    .isEqualTo(amount.minus(line.discount()).plus(line.tax()));
            lineTotals = lineTotals.plus(line.total());
            lineTaxes = lineTaxes.plus(line.tax());
            lineDiscounts = lineDiscounts.plus(line.discount());
            if (isEligible(line.sku(), items[index], terms)) {
                eligible = eligible.plus(amount);
            } else {
                assertThat(line.discount()).as(round).isEqualTo(zero);
            }
        }
        assertThat(lineDiscounts).as(round).isEqualTo(totals.discount());
        assertThat(totals.discount()).as(round).isLessThanOrEqualTo(eligible);
        var shippingWithTax = totals.shipping().plus(totals.tax()).minus(lineTaxes);
        assertThat(lineTotals.plus(shippingWithTax)).as(round).isEqualTo(totals.total());
        assertThat(totals.tax()).as(round).isGreaterThanOrEqualTo(lineTaxes);
        checkProportions(round, items, terms, priced, eligible);
    }

    /// By largest remainder no line is a whole minor unit away from its exact share.
    private static void checkProportions(
            String round, Item[] items, CouponTerms terms, PricedOrder priced, Money eligible) {
        if (eligible.isZero()) {
            return;
        }
        for (var index = 0; index < items.length; index++) {
            var line = priced.lines().get(index);
            if (isEligible(line.sku(), items[index], terms)) {
                var exact =
                        priced.totals()
                                .discount()
                                .getAmountMinor()
                                .multiply(
                                        items[index]
                                                .price()
                                                .multipliedBy(items[index].quantity())
                                                .getAmountMinor())
                                .divide(eligible.getAmountMinor(), 9, RoundingMode.HALF_UP);
                assertThat(line.discount().getAmountMinor().subtract(exact).abs())
                        .as(round)
                        .isLessThan(BigDecimal.ONE);
            }
        }
    }

    private static boolean isEligible(Sku sku, Item item, CouponTerms terms) {
        return (terms.skus().isEmpty() || terms.skus().contains(sku))
                && (terms.categories().isEmpty()
                        || item.categories().stream().anyMatch(terms.categories()::contains));
    }

    private static Item randomItem(Random random, String currency) {
        var minor = random.nextInt(5) == 0 ? random.nextInt(3) : random.nextLong(1_000_000);
        return new Item(
                Money.ofMinor(CurrencyUnit.of(currency), minor),
                1 + random.nextInt(999),
                List.of("standard", "reduced", "zero").get(random.nextInt(3)),
                random.nextInt(2_000),
                List.of("Skincare", "Gifts", "Electronics").subList(random.nextInt(3), 3));
    }

    private static CouponTerms randomTerms(Random random, String currency, int items) {
        var unit = CurrencyUnit.of(currency);
        Discount discount =
                switch (random.nextInt(3)) {
                    case 0 -> new PercentageOff(new Percent(1 + random.nextInt(Percent.WHOLE)));
                    case 1 -> new AmountOff(Money.ofMinor(unit, 1 + random.nextLong(10_000_000)));
                    default -> new FreeShipping();
                };
        var skus = new HashSet<Sku>();
        if (random.nextBoolean()) {
            skus.add(new Sku("SKU-" + random.nextInt(items)));
            skus.add(new Sku("SKU-" + random.nextInt(items)));
        }
        return new CouponTerms(
                discount,
                random.nextBoolean() ? Money.ofMinor(unit, random.nextInt(5_000)) : null,
                null,
                null,
                null,
                false,
                null,
                null,
                skus,
                random.nextBoolean() ? Set.of("Skincare", "Gifts") : Set.of());
    }

    /// A line of a test's order; its SKU is its place, `SKU-0` for the first.
    private record Item(
            Money price, int quantity, String taxClass, int weightGrams, List<String> categories) {}

    private static Item item(String price, int quantity) {
        return new Item(Money.parse(price), quantity, "standard", 500, List.of());
    }

    private static Destination to(String country) {
        return new Destination(country);
    }

    private static OrderToPrice order(Item... items) {
        return order(null, true, items);
    }

    private static OrderToPrice order(
            @Nullable CouponOffer coupon, boolean firstOrder, Item... items) {
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

    private static PricedOrder price(CouponTerms terms, Item... items) {
        var offer = new CouponOffer(new CouponCode("ANY"), terms, true);
        return PRICING.price(order(offer, true, items), "standard", to("DE"));
    }

    private static CouponTerms terms(Discount discount) {
        return terms(discount, null, null, false);
    }

    private static CouponTerms terms(
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

    private static CouponTerms scoped(Set<Sku> skus, Set<String> categories) {
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

    private static void expect(Rejection rejection, ThrowingCallable pricing) {
        assertThat(refusal(pricing).rejection()).isEqualTo(rejection);
    }

    private static PricingRefused refusal(ThrowingCallable pricing) {
        return catchThrowableOfType(PricingRefused.class, pricing);
    }
}

package io.cartulary.command.pricing;

import static io.cartulary.command.pricing.PricingRejection.COUPON_NOT_APPLICABLE;
import static io.cartulary.command.pricing.PricingSamples.PRICING;
import static io.cartulary.command.pricing.PricingSamples.item;
import static io.cartulary.command.pricing.PricingSamples.order;
import static io.cartulary.command.pricing.PricingSamples.terms;
import static io.cartulary.command.pricing.PricingSamples.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.pricing.PricingSamples.Item;
import io.cartulary.command.pricing.terms.CouponOffer;
import io.cartulary.events.Percent;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount;
import io.cartulary.events.coupon.Discount.AmountOff;
import io.cartulary.events.coupon.Discount.FreeShipping;
import io.cartulary.events.coupon.Discount.PercentageOff;
import io.cartulary.events.inventory.Sku;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// Whatever is ordered, its figures add up.
class RandomOrdersPricingTest {

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
                List.of(
                                new CategoryId("category-skincare"),
                                new CategoryId("category-gifts"),
                                new CategoryId("category-electronics"))
                        .subList(random.nextInt(3), 3));
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
                random.nextBoolean()
                        ? Set.of(
                                new CategoryId("category-skincare"),
                                new CategoryId("category-gifts"))
                        : Set.of());
    }
}

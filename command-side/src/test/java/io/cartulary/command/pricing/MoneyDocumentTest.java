package io.cartulary.command.pricing;

import static io.cartulary.command.pricing.OrdersToPrice.GERMANY;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.pricing.terms.CouponOffer;
import io.cartulary.command.pricing.terms.PricingRules;
import io.cartulary.command.pricing.terms.PricingRules.ShippingMethodOffer;
import io.cartulary.command.pricing.terms.SkuOffer;
import io.cartulary.events.Percent;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount.AmountOff;
import io.cartulary.events.coupon.Discount.PercentageOff;
import io.cartulary.events.coupon.Stacking;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.pricing.ShippingRate;
import io.cartulary.events.pricing.TaxRates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// The example of `docs/money.md` comes out as it stands there.
class MoneyDocumentTest {

    private static final CategoryId SKINCARE = new CategoryId("category-skincare");

    private static final List<SkuOffer> PRICES =
            List.of(
                    entry("TONER-100", "EUR 12.50", "standard", 180, SKINCARE),
                    entry("SOAP", "EUR 0.99", "standard", 100, SKINCARE),
                    entry("BOOK", "EUR 19.99", "books", 650, new CategoryId("category-books")));

    private final String document = read();

    @Test
    void has_the_lines_of_its_example() {
        for (var line : priced(false).lines()) {
            assertThat(document).contains(row(line));
        }
    }

    @Test
    void has_the_discounts_of_its_example() {
        for (var discount : priced(false).discounts()) {
            assertThat(document)
                    .contains(
                            discount.applies()
                                    ? "| %s | %s | |"
                                            .formatted(discount.code(), plain(discount.amount()))
                                    : "| %s | | %s |"
                                            .formatted(discount.code(), discount.reason()));
        }
    }

    @Test
    void has_the_totals_of_its_example() {
        var onTop = priced(false).totals();
        var contained = priced(true).totals();
        assertTotal("subtotal", onTop.subtotal(), contained.subtotal());
        assertTotal("discount", onTop.discount(), contained.discount());
        assertTotal("shipping", onTop.shipping(), contained.shipping());
        assertTotal("tax", onTop.tax(), contained.tax());
        assertTotal("total", onTop.total(), contained.total());
    }

    @Test
    void has_the_parts_of_its_first_line() {
        var toners = priced(false).lines().getFirst().total().getAmountMinorLong();
        assertThat(document)
                .contains(
                        "Of the three toners at 36.82 two cost %s and the third %s."
                                .formatted(
                                        plain(MinorUnits.ofPieces(toners, 0, 2, 3)),
                                        plain(MinorUnits.ofPieces(toners, 2, 1, 3))));
    }

    private void assertTotal(String name, Money onTop, Money contained) {
        assertThat(document)
                .contains("| %s | %s | %s |".formatted(name, plain(onTop), plain(contained)));
    }

    private static String row(OrderLine line) {
        var amount = line.unitPrice().multipliedBy(line.quantity());
        return "| %s | %d | %s | %s | %s | %s | %s | %s |"
                .formatted(
                        line.sku(),
                        line.quantity(),
                        plain(line.unitPrice()),
                        plain(amount),
                        plain(line.discount()),
                        plain(amount.minus(line.discount())),
                        plain(line.tax()),
                        plain(line.total()));
    }

    private static PricedOrder priced(boolean taxIncluded) {
        var rate =
                new ShippingRate(
                        Set.of(),
                        null,
                        null,
                        Money.parse("EUR 4.95"),
                        Money.parse("EUR 1.00"),
                        null);
        var rules =
                new PricingRules(
                        1,
                        Map.of(
                                GERMANY,
                                new TaxRates(
                                        Map.of(
                                                "standard",
                                                Percent.of("19"),
                                                "books",
                                                Percent.of("7")),
                                        taxIncluded)),
                        "standard",
                        Map.of(
                                "standard",
                                new ShippingMethodOffer("standard", "Standard", List.of(rate))),
                        List.of(),
                        List.of(),
                        Percent.HUNDRED);
        var skincare =
                new CouponTerms(
                                new PercentageOff(Percent.of("10")),
                                null,
                                null,
                                null,
                                null,
                                false,
                                null,
                                null,
                                Set.of(),
                                Set.of(SKINCARE))
                        .with(true, new Stacking(10, true, null));
        var order =
                new OrderToPrice(
                        List.of(
                                new SkuQuantity(PRICES.get(0).sku(), 3),
                                new SkuQuantity(PRICES.get(1).sku(), 7),
                                new SkuQuantity(PRICES.get(2).sku(), 1)),
                        Map.of(
                                PRICES.get(0).sku(), PRICES.get(0),
                                PRICES.get(1).sku(), PRICES.get(1),
                                PRICES.get(2).sku(), PRICES.get(2)),
                        null,
                        List.of(
                                OrdersToPrice.offer(
                                        "FIVER",
                                        new AmountOff(Money.parse("EUR 5")),
                                        Stacking.COMBINABLE),
                                OrdersToPrice.offer(
                                        "WELCOME",
                                        new PercentageOff(Percent.of("10")),
                                        Stacking.ALONE),
                                new CouponOffer(new CouponCode("SPRING"), skincare, true)),
                        List.of(),
                        true,
                        OrdersToPrice.NOW,
                        rules);
        return new OrderPricing().price(order, "standard", GERMANY);
    }

    private static SkuOffer entry(
            String sku, String price, String taxClass, int grams, CategoryId category) {
        return new SkuOffer(
                new Sku(sku),
                new ProductId("product-" + sku),
                sku,
                Money.parse(price),
                taxClass,
                grams,
                List.of(category),
                true,
                1,
                null);
    }

    private static String plain(Money money) {
        return money.getAmount().toPlainString();
    }

    private static String plain(long cents) {
        return plain(Money.parse("EUR 0").plusMinor(cents));
    }

    private static String read() {
        try {
            return Files.readString(Path.of("../docs/money.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

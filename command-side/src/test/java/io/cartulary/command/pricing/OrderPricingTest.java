package io.cartulary.command.pricing;

import static io.cartulary.command.coupon.CouponRejection.*;
import static io.cartulary.command.pricing.PricingRejection.*;
import static io.cartulary.command.pricing.PricingSamples.NOW;
import static io.cartulary.command.pricing.PricingSamples.PRICING;
import static io.cartulary.command.pricing.PricingSamples.RULES;
import static io.cartulary.command.pricing.PricingSamples.item;
import static io.cartulary.command.pricing.PricingSamples.order;
import static io.cartulary.command.pricing.PricingSamples.price;
import static io.cartulary.command.pricing.PricingSamples.scoped;
import static io.cartulary.command.pricing.PricingSamples.terms;
import static io.cartulary.command.pricing.PricingSamples.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cartulary.command.pricing.PricingSamples.Item;
import io.cartulary.command.pricing.terms.CouponOffer;
import io.cartulary.command.refusal.Rejection;
import io.cartulary.events.Percent;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount.AmountOff;
import io.cartulary.events.coupon.Discount.FreeShipping;
import io.cartulary.events.coupon.Discount.PercentageOff;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.OrderLine;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.money.Money;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OrderPricingTest {

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
            var soap =
                    new Item(
                            Money.parse("EUR 10"),
                            1,
                            "standard",
                            100,
                            List.of(new CategoryId("category-skincare")));
            var priced =
                    price(
                            scoped(
                                    Set.of(),
                                    Set.of(
                                            new CategoryId("category-skincare"),
                                            new CategoryId("category-gifts"))),
                            item("EUR 10", 1),
                            soap);
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

    private static void expect(Rejection rejection, ThrowingCallable pricing) {
        assertThat(refusal(pricing).rejection()).isEqualTo(rejection);
    }

    private static PricingRefused refusal(ThrowingCallable pricing) {
        return catchThrowableOfType(PricingRefused.class, pricing);
    }
}

package io.cartulary.command.pricing;

import static io.cartulary.command.coupon.CouponRejection.*;
import static io.cartulary.command.pricing.LeftOut.BETTER_ONE_APPLIES;
import static io.cartulary.command.pricing.LeftOut.DISCOUNT_CAP_REACHED;
import static io.cartulary.command.pricing.LeftOut.NOTHING_LEFT_TO_DISCOUNT;
import static io.cartulary.command.pricing.LeftOut.NOT_COMBINABLE;
import static io.cartulary.command.pricing.LeftOut.SHIPPING_FREE_ANYWAY;
import static io.cartulary.command.pricing.OrdersToPrice.GERMANY;
import static io.cartulary.command.pricing.OrdersToPrice.RULES;
import static io.cartulary.command.pricing.OrdersToPrice.item;
import static io.cartulary.command.pricing.OrdersToPrice.offer;
import static io.cartulary.command.pricing.OrdersToPrice.order;
import static io.cartulary.command.pricing.PricingRejection.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cartulary.command.pricing.OrdersToPrice.Item;
import io.cartulary.command.pricing.terms.CouponOffer;
import io.cartulary.command.refusal.Reason;
import io.cartulary.events.Percent;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount;
import io.cartulary.events.coupon.Discount.AmountOff;
import io.cartulary.events.coupon.Discount.FreeShipping;
import io.cartulary.events.coupon.Discount.PercentageOff;
import io.cartulary.events.coupon.Stacking;
import io.cartulary.events.order.OrderLine;
import java.util.List;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DiscountStackingTest {

    private static final OrderPricing PRICING = new OrderPricing();
    private static final Discount TEN_PERCENT = new PercentageOff(Percent.of("10"));
    private static final Discount TWENTY_PERCENT = new PercentageOff(Percent.of("20"));
    private static final Discount FIVE_EUROS = new AmountOff(Money.parse("EUR 5"));

    @Nested
    class Combinable_discounts {
        @Test
        void each_take_their_share_of_what_those_before_left() {
            var priced =
                    quote(
                            List.of(
                                    offer("TEN", TEN_PERCENT, priority(1)),
                                    offer("FIVE", FIVE_EUROS, priority(2))),
                            item("EUR 50", 1));

            assertThat(applied(priced)).containsExactly("FIVE EUR 5.00", "TEN EUR 4.50");
            assertThat(priced.totals().discount()).isEqualTo(Money.parse("EUR 9.50"));
        }

        @Test
        void of_equal_priority_begin_with_the_one_that_would_take_more_off_alone() {
            var priced =
                    quote(
                            List.of(
                                    offer(
                                            "AFEW",
                                            new PercentageOff(Percent.of("5")),
                                            Stacking.COMBINABLE),
                                    offer("MANY", TWENTY_PERCENT, Stacking.COMBINABLE)),
                            item("EUR 100", 1));

            assertThat(applied(priced)).containsExactly("MANY EUR 20.00", "AFEW EUR 4.00");
        }

        @Test
        void do_not_apply_when_nothing_is_left() {
            var priced =
                    quote(
                            List.of(
                                    offer("ALL", new PercentageOff(Percent.of("100")), priority(1)),
                                    offer("FIVE", FIVE_EUROS, priority(0))),
                            item("EUR 50", 1));

            assertThat(applied(priced)).containsExactly("ALL EUR 50.00");
            assertThat(refusalOf("FIVE", priced)).isEqualTo(NOTHING_LEFT_TO_DISCOUNT);
        }

        @Test
        void free_shipping_and_take_off_lines_together() {
            var priced =
                    quote(
                            List.of(
                                    offer("FREE", new FreeShipping(), Stacking.COMBINABLE),
                                    offer("FIVE", FIVE_EUROS, Stacking.COMBINABLE)),
                            item("EUR 50", 1));

            assertThat(priced.totals().shipping()).isEqualTo(Money.parse("EUR 0"));
            assertThat(applied(priced)).containsExactly("FIVE EUR 5.00", "FREE EUR 0.00");
        }

        @Test
        void never_take_more_off_together_than_the_cap_allows() {
            var rules =
                    OrdersToPrice.rules(
                            RULES.taxes(),
                            Percent.of("30"),
                            RULES.shippingMethods().get("parcel").rates().getFirst());
            var offers =
                    List.of(
                            offer("MANY", TWENTY_PERCENT, priority(3)),
                            offer("MORE", TWENTY_PERCENT, priority(2)),
                            offer("FIVE", FIVE_EUROS, priority(1)));
            var priced = PRICING.quote(order(rules, offers, item("EUR 100", 1)), "parcel", GERMANY);

            assertThat(applied(priced)).containsExactly("MANY EUR 20.00", "MORE EUR 10.00");
            assertThat(refusalOf("FIVE", priced)).isEqualTo(DISCOUNT_CAP_REACHED);
        }

        @Test
        void are_spread_over_their_own_lines_without_losing_a_cent() {
            var soap =
                    new Item(
                            Money.parse("EUR 0.10"),
                            1,
                            "standard",
                            100,
                            List.of(new CategoryId("category-skincare")));
            var skincare =
                    scoped(
                            new AmountOff(Money.parse("EUR 0.05")),
                            Set.of(new CategoryId("category-skincare")),
                            Set.of());
            var priced =
                    quote(
                            List.of(
                                    new CouponOffer(
                                            new CouponCode("SOAPS"),
                                            skincare.with(false, priority(2)),
                                            true),
                                    offer(
                                            "HALF",
                                            new PercentageOff(Percent.of("50")),
                                            priority(1))),
                            soap,
                            soap,
                            soap,
                            item("EUR 0.25", 1));

            // 5 cents over three soaps, then half of 8 + 8 + 9 + 25 cents.
            assertThat(priced.lines())
                    .extracting(OrderLine::discount)
                    .containsExactly(cents(2 + 4), cents(2 + 4), cents(1 + 5), cents(12));
        }
    }

    @Nested
    class A_discount_that_is_not_combinable {
        @Test
        void applies_alone_when_it_comes_first() {
            var priced =
                    quote(
                            List.of(
                                    offer("FIVE", FIVE_EUROS, Stacking.COMBINABLE),
                                    offer("TEN", TEN_PERCENT, new Stacking(1, false, null))),
                            item("EUR 20", 1));

            assertThat(applied(priced)).containsExactly("TEN EUR 2.00");
            assertThat(refusalOf("FIVE", priced)).isEqualTo(NOT_COMBINABLE);
            assertThat(priced.discounts().getLast().detail()).contains("TEN");
        }

        @Test
        void stands_back_when_another_comes_first() {
            var priced =
                    quote(
                            List.of(
                                    offer("FIVE", FIVE_EUROS, priority(1)),
                                    offer("TEN", TEN_PERCENT, Stacking.ALONE)),
                            item("EUR 20", 1));

            assertThat(applied(priced)).containsExactly("FIVE EUR 5.00");
            assertThat(refusalOf("TEN", priced)).isEqualTo(NOT_COMBINABLE);
        }

        @Test
        void of_equal_priority_applies_when_it_takes_more_off() {
            var offers =
                    List.of(
                            offer("FIVE", FIVE_EUROS, Stacking.ALONE),
                            offer("TEN", TEN_PERCENT, Stacking.ALONE));
            assertThat(applied(quote(offers, item("EUR 40", 1)))).containsExactly("FIVE EUR 5.00");
            assertThat(applied(quote(offers, item("EUR 60", 1)))).containsExactly("TEN EUR 6.00");
        }

        @Test
        void that_only_lost_to_another_does_not_stop_an_order() {
            var offers =
                    List.of(
                            offer("FIVE", FIVE_EUROS, Stacking.ALONE),
                            offer("TEN", TEN_PERCENT, Stacking.ALONE));
            var priced = PRICING.price(order(RULES, offers, item("EUR 40", 1)), "parcel", GERMANY);
            assertThat(priced.applied()).hasSize(1);
        }
    }

    @Nested
    class Of_several_with_one_name {
        @Test
        void only_the_better_applies_whatever_their_priority() {
            var priced =
                    quote(
                            List.of(
                                    offer("TEN", TEN_PERCENT, new Stacking(9, true, "season")),
                                    offer("MANY", TWENTY_PERCENT, new Stacking(1, true, "season")),
                                    offer("FIVE", FIVE_EUROS, Stacking.COMBINABLE)),
                            item("EUR 100", 1));

            assertThat(applied(priced)).containsExactly("MANY EUR 20.00", "FIVE EUR 5.00");
            assertThat(refusalOf("TEN", priced)).isEqualTo(BETTER_ONE_APPLIES);
        }
    }

    @Nested
    class A_discount_is_refused {
        @Test
        void when_all_its_uses_are_taken() {
            assertThat(refused(limited(3, null), 3, 0)).isEqualTo(COUPON_USED_UP);
            assertThat(refused(limited(3, null), 2, 0)).isNull();
        }

        @Test
        void when_the_customer_used_it_as_often_as_they_may() {
            assertThat(refused(limited(null, 2), 9, 2)).isEqualTo(COUPON_USED_BY_CUSTOMER);
            assertThat(refused(limited(null, 2), 9, 1)).isNull();
        }

        @Test
        void when_it_is_for_another_product() {
            var terms = scoped(TEN_PERCENT, Set.of(), Set.of(new ProductId("product-9")));
            var offers = List.of(new CouponOffer(new CouponCode("OTHER"), terms, true));
            assertThat(refusalOf("OTHER", quote(offers, item("EUR 10", 1))))
                    .isEqualTo(COUPON_NOT_APPLICABLE);
        }

        @Test
        void when_shipping_is_free_anyway() {
            var massage = new Item(Money.parse("EUR 10"), 1, "standard", 0, List.of());
            var priced = quote(List.of(offer("FREE", new FreeShipping(), Stacking.ALONE)), massage);
            assertThat(refusalOf("FREE", priced)).isEqualTo(SHIPPING_FREE_ANYWAY);
            assertThat(priced.applied()).isEmpty();
        }

        @Test
        void and_says_so_of_every_one_when_it_stops_an_order() {
            var dear =
                    new CouponTerms(
                            TEN_PERCENT,
                            null,
                            Money.parse("EUR 100"),
                            null,
                            null,
                            false,
                            null,
                            null,
                            Set.of(),
                            Set.of());
            var offers =
                    List.of(
                            offer("FIVE", FIVE_EUROS, Stacking.COMBINABLE),
                            new CouponOffer(new CouponCode("DEAR"), dear, true));
            assertThatExceptionOfType(PricingRefused.class)
                    .isThrownBy(() ->
                            PRICING.price(
                                    order(RULES, offers, item("EUR 40", 1)), "parcel", GERMANY))
                    .satisfies(refused -> {
                        assertThat(refused.rejection()).isEqualTo(MINIMUM_NOT_REACHED);
                        assertThat(refused.discounts())
                                .extracting(DiscountVerdict::applies)
                                .containsExactly(true, false);
                    });
        }

        @Test
        void without_stopping_the_order_when_it_applies_by_itself() {
            var terms = limited(1, null).with(true, Stacking.COMBINABLE);
            var offers = List.of(new CouponOffer(new CouponCode("AUTO"), terms, true, 1, 0));
            var priced = PRICING.price(order(RULES, offers, item("EUR 40", 1)), "parcel", GERMANY);
            assertThat(refusalOf("AUTO", priced)).isEqualTo(COUPON_USED_UP);
        }

        private @Nullable Reason refused(CouponTerms terms, int uses, int usesByCustomer) {
            var offers =
                    List.of(
                            new CouponOffer(
                                    new CouponCode("ANY"), terms, true, uses, usesByCustomer));
            return refusalOf("ANY", quote(offers, item("EUR 10", 1)));
        }
    }

    private static PricedOrder quote(List<CouponOffer> offers, Item... items) {
        return PRICING.quote(order(RULES, offers, items), "parcel", GERMANY);
    }

    private static List<String> applied(PricedOrder priced) {
        return priced.applied().stream()
                .map(discount -> discount.code() + " " + discount.amount())
                .toList();
    }

    private static @Nullable Reason refusalOf(String code, PricedOrder priced) {
        return priced.discounts().stream()
                .filter(verdict -> verdict.code().value().equals(code))
                .findFirst()
                .orElseThrow()
                .reason();
    }

    private static Stacking priority(int priority) {
        return new Stacking(priority, true, null);
    }

    private static CouponTerms limited(
            @Nullable Integer usageLimit, @Nullable Integer perCustomerLimit) {
        return new CouponTerms(
                TEN_PERCENT,
                null,
                null,
                usageLimit,
                perCustomerLimit,
                false,
                null,
                null,
                Set.of(),
                Set.of());
    }

    private static CouponTerms scoped(
            Discount discount, Set<CategoryId> categories, Set<ProductId> products) {
        return new CouponTerms(
                discount,
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                Set.of(),
                categories,
                products,
                false,
                Stacking.ALONE);
    }

    private static Money cents(int cents) {
        return Money.parse("EUR 0").plusMinor(cents);
    }
}

package io.cartulary.command.pricing;

import static io.cartulary.command.pricing.OrdersToPrice.GERMANY;
import static io.cartulary.command.pricing.OrdersToPrice.item;
import static io.cartulary.command.pricing.OrdersToPrice.order;
import static io.cartulary.command.pricing.OrdersToPrice.rules;
import static io.cartulary.command.pricing.PricingRejection.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cartulary.command.pricing.OrdersToPrice.Item;
import io.cartulary.command.pricing.terms.PriceListOffer;
import io.cartulary.command.pricing.terms.PricingRules;
import io.cartulary.events.Percent;
import io.cartulary.events.pricing.Destination;
import io.cartulary.events.pricing.ShippingRate;
import io.cartulary.events.pricing.TaxRates;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PricingRulesTest {

    private static final OrderPricing PRICING = new OrderPricing();
    private static final Destination CALIFORNIA = new Destination("US-CA");
    private static final ShippingRate FIVE_EUROS = rate(null, null, "EUR 5");

    @Nested
    class Tax {
        @Test
        void is_contained_in_prices_where_the_rule_says_so() {
            var rules = rules(Map.of(GERMANY, rates("19", true)), FIVE_EUROS);
            var priced = quote(rules, GERMANY, item("EUR 11.90", 1));

            // 19 of 119 parts: 1.90 of the line, 0.7983 of the parcel.
            assertThat(priced.totals().tax()).isEqualTo(Money.parse("EUR 2.70"));
            assertThat(priced.totals().total()).isEqualTo(Money.parse("EUR 16.90"));
            assertThat(priced.totals().taxIncluded()).isTrue();
            assertThat(priced.lines().getFirst().tax()).isEqualTo(Money.parse("EUR 1.90"));
            assertThat(priced.lines().getFirst().total()).isEqualTo(Money.parse("EUR 11.90"));
        }

        @Test
        void of_a_region_takes_the_place_of_its_countrys() {
            var rules =
                    rules(
                            Map.of(
                                    new Destination("US"),
                                    rates("1", false),
                                    CALIFORNIA,
                                    rates("7.25", false)),
                            rate(null, null, "USD 0"));
            assertThat(quote(rules, CALIFORNIA, item("USD 100", 1)).totals().tax())
                    .isEqualTo(Money.parse("USD 7.25"));
            assertThat(quote(rules, Destination.of("US", "NY"), item("USD 100", 1)).totals().tax())
                    .isEqualTo(Money.parse("USD 1.00"));
        }

        @Test
        void may_be_a_fraction_of_a_percent() {
            var rules = rules(Map.of(CALIFORNIA, rates("8.875", false)), rate(null, null, "USD 0"));
            assertThat(quote(rules, CALIFORNIA, item("USD 100", 1)).totals().tax())
                    .isEqualTo(Money.parse("USD 8.88"));
        }

        @Test
        void is_refused_for_an_unknown_region_where_it_depends_on_the_region() {
            var rules = rules(Map.of(CALIFORNIA, rates("7.25", false)), rate(null, null, "USD 0"));
            var order = order(rules, List.of(), item("USD 100", 1));

            for (var region : Arrays.asList("Atlantis", "ZZ", null)) {
                assertThatExceptionOfType(PricingRefused.class)
                        .isThrownBy(() -> order.requireRegion("US", region))
                        .extracting(PricingRefused::rejection)
                        .isEqualTo(PricingRejection.UNKNOWN_REGION);
            }
            order.requireRegion("US", "California");
            order.requireRegion("DE", "Atlantis");
        }

        @Test
        void rate_above_the_whole_is_nonsense() {
            assertThatIllegalArgumentException().isThrownBy(() -> rates("100.001", false));
        }
    }

    @Nested
    class Shipping {
        private final ShippingRate light = rate(1_000L, null, "EUR 3");
        private final ShippingRate dear = rate(null, null, "EUR 9");

        @Test
        void costs_what_the_first_rate_says_that_the_weight_fits() {
            assertThat(shipping(weighing(1_000), light, dear)).isEqualTo(Money.parse("EUR 3"));
            assertThat(shipping(weighing(1_001), light, dear)).isEqualTo(Money.parse("EUR 9"));
        }

        @Test
        void costs_what_the_first_rate_says_that_the_total_fits() {
            var small = rate(null, "EUR 20", "EUR 4");
            assertThat(shipping(item("EUR 20", 1), small, dear)).isEqualTo(Money.parse("EUR 4"));
            assertThat(shipping(item("EUR 20.01", 1), small, dear)).isEqualTo(Money.parse("EUR 9"));
        }

        @Test
        void is_not_to_be_had_beyond_every_rate() {
            assertThatExceptionOfType(PricingRefused.class)
                    .isThrownBy(() -> shipping(weighing(1_001), light))
                    .extracting(PricingRefused::rejection)
                    .isEqualTo(NO_SHIPPING_THERE);
        }

        @Test
        void to_a_country_holds_for_its_regions() {
            var american =
                    new ShippingRate(
                            Set.of(new Destination("US")),
                            null,
                            null,
                            Money.parse("USD 7"),
                            null,
                            null);
            var priced = quote(rules(Map.of(), american), CALIFORNIA, item("USD 10", 1));
            assertThat(priced.totals().shipping()).isEqualTo(Money.parse("USD 7"));
        }

        @Test
        void is_offered_by_every_method_that_goes_there() {
            var options =
                    PRICING.shippingOptions(
                            order(rules(Map.of(), light), List.of(), weighing(500)), GERMANY);
            assertThat(options)
                    .containsExactly(new ShippingOption("parcel", "Parcel", Money.parse("EUR 3")));
            assertThat(
                            PRICING.shippingOptions(
                                    order(rules(Map.of(), light), List.of(), weighing(5_000)),
                                    GERMANY))
                    .isEmpty();
        }

        private Money shipping(Item item, ShippingRate... rates) {
            return quote(rules(Map.of(), rates), GERMANY, item).totals().shipping();
        }

        private Item weighing(int grams) {
            return new Item(Money.parse("EUR 10"), 1, "standard", grams, List.of());
        }
    }

    @Nested
    class A_price_list {
        private final PricingRules rules =
                new PricingRules(
                        1,
                        Map.of(),
                        "standard",
                        Map.of(),
                        List.of(
                                list("euros", "EUR"),
                                list("alps", "EUR", "AT", "CH"),
                                list("yen", "JPY")),
                        List.of(),
                        Percent.HUNDRED);

        @Test
        void for_the_destination_goes_before_one_for_all() {
            assertThat(chosen("EUR", new Destination("AT"))).isEqualTo("alps");
            assertThat(chosen("EUR", GERMANY)).isEqualTo("euros");
            assertThat(chosen("EUR", null)).isEqualTo("euros");
            assertThat(chosen("JPY", GERMANY)).isEqualTo("yen");
        }

        @Test
        void is_not_used_without_a_currency_or_for_another() {
            assertThat(rules.priceListFor(null, GERMANY)).isEmpty();
            assertThat(rules.priceListFor(CurrencyUnit.USD, GERMANY)).isEmpty();
        }

        @Test
        void must_price_what_the_catalogue_prices_otherwise() {
            var plain = order(rules, List.of(), item("EUR 10", 1));
            var inYen =
                    new OrderToPrice(
                            plain.lines(),
                            plain.prices(),
                            CurrencyUnit.JPY,
                            List.of(),
                            List.of(),
                            true,
                            plain.at(),
                            rules);
            assertThatExceptionOfType(PricingRefused.class)
                    .isThrownBy(() -> PRICING.discounts(inYen))
                    .extracting(PricingRefused::rejection)
                    .isEqualTo(NOT_PRICED_IN_CURRENCY);
        }

        private String chosen(String currency, @Nullable Destination destination) {
            return rules.priceListFor(CurrencyUnit.of(currency), destination).orElseThrow().code();
        }

        private static PriceListOffer list(String code, String currency, String... countries) {
            return new PriceListOffer(
                    code,
                    CurrencyUnit.of(currency),
                    List.of(countries).stream().map(Destination::new).collect(Collectors.toSet()));
        }
    }

    @Nested
    class A_destination {
        @Test
        void is_a_region_by_its_code_or_its_name() {
            assertThat(Destination.of("US", "ca")).isEqualTo(CALIFORNIA);
            assertThat(Destination.of("US", "US-CA")).isEqualTo(CALIFORNIA);
            assertThat(Destination.of("US", "California")).isEqualTo(CALIFORNIA);
            assertThat(Destination.of("CA", "Québec")).isEqualTo(new Destination("CA-QC"));
            assertThat(Destination.of("US", "new york")).isEqualTo(new Destination("US-NY"));
            assertThat(Destination.of("US", "Atlantis")).isEqualTo(new Destination("US"));
            assertThat(Destination.of("US", "CA-ON")).isEqualTo(new Destination("US"));
            assertThat(Destination.of("US", null)).isEqualTo(new Destination("US"));
        }
    }

    private static PricedOrder quote(PricingRules rules, Destination destination, Item... items) {
        return PRICING.quote(order(rules, List.of(), items), "parcel", destination);
    }

    private static TaxRates rates(String standard, boolean included) {
        return new TaxRates(Map.of("standard", Percent.of(standard)), included);
    }

    private static ShippingRate rate(
            @Nullable Long upToGrams, @Nullable String upToTotal, String price) {
        return new ShippingRate(
                Set.of(),
                upToGrams,
                upToTotal == null ? null : Money.parse(upToTotal),
                Money.parse(price),
                null,
                null);
    }
}

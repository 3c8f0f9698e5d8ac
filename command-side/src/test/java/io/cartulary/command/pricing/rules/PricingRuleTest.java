package io.cartulary.command.pricing.rules;

import static io.cartulary.command.pricing.rules.PricingRuleRejection.*;

import io.cartulary.command.StateTable;
import io.cartulary.command.pricing.rules.PricingRuleCommand.*;
import io.cartulary.events.Percent;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.pricing.Destination;
import io.cartulary.events.pricing.ListPrice;
import io.cartulary.events.pricing.PriceListId;
import io.cartulary.events.pricing.PricingEvent.*;
import io.cartulary.events.pricing.ShippingMethodId;
import io.cartulary.events.pricing.ShippingRate;
import io.cartulary.events.pricing.TaxRates;
import io.cartulary.events.pricing.TaxRuleId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PricingRuleTest {

    private static final Destination JAPAN = new Destination("JP");
    private static final TaxRuleId TAX = TaxRuleId.of(JAPAN);
    private static final TaxRates TEN_PERCENT =
            new TaxRates(Map.of("standard", Percent.of("10")), true);
    private static final TaxRates EIGHT_PERCENT =
            new TaxRates(Map.of("standard", Percent.of("8")), true);
    private static final TaxRuleSet TAX_SET = new TaxRuleSet(TAX, JAPAN, TEN_PERCENT);

    private static final ShippingMethodId COURIER = ShippingMethodId.of("courier");
    private static final List<ShippingRate> RATES =
            List.of(
                    new ShippingRate(
                            Set.of(JAPAN), null, null, Money.parse("JPY 900"), null, null));
    private static final ShippingMethodDefined DEFINED =
            new ShippingMethodDefined(COURIER, "Courier", RATES);

    private static final PriceListId YEN = PriceListId.of("yen");
    private static final Sku TONER = new Sku("TONER-100");
    private static final Sku SOAP = new Sku("SOAP");
    private static final PriceListOpened OPENED =
            new PriceListOpened(YEN, CurrencyUnit.JPY, Set.of(JAPAN));

    private final AggregateTestFixture<TaxRule> taxRule = new AggregateTestFixture<>(TaxRule.class);
    private final AggregateTestFixture<ShippingMethod> method =
            new AggregateTestFixture<>(ShippingMethod.class);
    private final AggregateTestFixture<PriceList> list =
            new AggregateTestFixture<>(PriceList.class);

    @Nested
    class A_tax_rule {
        @Test
        void changes_as_a_whole() {
            taxRule.given(TAX_SET)
                    .when(new SetTaxRule(TAX, JAPAN, EIGHT_PERCENT))
                    .expectEvents(new TaxRuleSet(TAX, JAPAN, EIGHT_PERCENT));
        }

        @Test
        void that_was_removed_can_be_set_again_as_it_was() {
            taxRule.given(TAX_SET, new TaxRuleRemoved(TAX, JAPAN))
                    .when(new SetTaxRule(TAX, JAPAN, TEN_PERCENT))
                    .expectEvents(TAX_SET);
        }
    }

    @Nested
    class A_price_list {
        @Test
        void records_only_the_prices_that_change() {
            list.given(OPENED, priced(TONER, 1_980))
                    .when(new SetListPrices(YEN, List.of(price(TONER, 1_980), price(SOAP, 500))))
                    .expectEvents(priced(SOAP, 500));
        }

        @Test
        void forgets_only_skus_that_are_on_it() {
            list.given(OPENED, priced(TONER, 1_980))
                    .when(new RemoveListPrices(YEN, List.of(SOAP, TONER, TONER)))
                    .expectEvents(new ListPricesRemoved(YEN, List.of(TONER)));
        }

        @Test
        void keeps_its_currency() {
            list.given(OPENED)
                    .when(new OpenPriceList(YEN, CurrencyUnit.EUR, Set.of()))
                    .expectNoEvents()
                    .expectExceptionDetails(CURRENCY_OF_LIST_DIFFERS);
            new AggregateTestFixture<>(PriceList.class)
                    .given(OPENED)
                    .when(
                            new SetListPrices(
                                    YEN, List.of(new ListPrice(TONER, Money.parse("EUR 1")))))
                    .expectNoEvents()
                    .expectExceptionDetails(CURRENCY_OF_LIST_DIFFERS);
        }

        @Test
        void refuses_what_no_sum_could_hold() {
            list.given(OPENED)
                    .when(new SetListPrices(YEN, List.of(price(TONER, 1_000_000_000_001L))))
                    .expectNoEvents()
                    .expectExceptionDetails(PRICE_TOO_HIGH);
        }

        @Test
        void can_be_for_other_destinations_later() {
            list.given(OPENED)
                    .when(new OpenPriceList(YEN, CurrencyUnit.JPY, Set.of()))
                    .expectEvents(new PriceListOpened(YEN, CurrencyUnit.JPY, Set.of()));
        }
    }

    private static final StateTable TAX_TABLE =
            new StateTable(
                    Map.of(
                            "missing", List.of(),
                            "set", List.of(TAX_SET),
                            "removed", List.of(TAX_SET, new TaxRuleRemoved(TAX, JAPAN))),
                    Map.of(
                            "SetTaxRule", new SetTaxRule(TAX, JAPAN, TEN_PERCENT),
                            "RemoveTaxRule", new RemoveTaxRule(TAX)),
                    PricingRuleTest::stateAfter);

    private static final StateTable METHOD_TABLE =
            new StateTable(
                    Map.of(
                            "missing", List.of(),
                            "offered", List.of(DEFINED),
                            "withdrawn", List.of(DEFINED, new ShippingMethodWithdrawn(COURIER))),
                    Map.of(
                            "DefineShippingMethod",
                            new DefineShippingMethod(COURIER, "Courier", RATES),
                            "WithdrawShippingMethod",
                            new WithdrawShippingMethod(COURIER)),
                    PricingRuleTest::stateAfter);

    private static final StateTable LIST_TABLE =
            new StateTable(
                    Map.of(
                            "missing", List.of(),
                            "open", List.of(OPENED),
                            "closed", List.of(OPENED, new PriceListClosed(YEN))),
                    Map.of(
                            "OpenPriceList",
                            new OpenPriceList(YEN, CurrencyUnit.JPY, Set.of(JAPAN)),
                            "SetListPrices",
                            new SetListPrices(YEN, List.of(price(TONER, 1_980))),
                            "RemoveListPrices",
                            new RemoveListPrices(YEN, List.of(TONER)),
                            "ClosePriceList",
                            new ClosePriceList(YEN)),
                    PricingRuleTest::stateAfter);

    @Test
    void a_tax_rule_does_what_its_state_table_says() {
        TAX_TABLE.check(
                () -> new AggregateTestFixture<>(TaxRule.class), "pricing-rules", "TaxRule");
    }

    @Test
    void every_command_is_tried_in_every_state() {
        StateTable.checkComplete(
                PricingRuleCommand.class, Set.of(), TAX_TABLE, METHOD_TABLE, LIST_TABLE);
    }

    @Test
    void a_shipping_method_does_what_its_state_table_says() {
        METHOD_TABLE.check(
                () -> new AggregateTestFixture<>(ShippingMethod.class),
                "pricing-rules",
                "ShippingMethod");
    }

    @Test
    void a_price_list_does_what_its_state_table_says() {
        LIST_TABLE.check(
                () -> new AggregateTestFixture<>(PriceList.class), "pricing-rules", "PriceList");
    }

    private static String stateAfter(List<?> events) {
        var state = "missing";
        for (var event : events) {
            state =
                    switch (event) {
                        case TaxRuleSet _ -> "set";
                        case TaxRuleRemoved _ -> "removed";
                        case ShippingMethodDefined _ -> "offered";
                        case ShippingMethodWithdrawn _ -> "withdrawn";
                        case PriceListOpened _ -> "open";
                        case PriceListClosed _ -> "closed";
                        default -> state;
                    };
        }
        return state;
    }

    private static ListPrice price(Sku sku, long yen) {
        return new ListPrice(sku, Money.ofMinor(CurrencyUnit.JPY, yen));
    }

    private static ListPricesSet priced(Sku sku, long yen) {
        return new ListPricesSet(YEN, List.of(price(sku, yen)));
    }
}

package io.cartulary.command.catalog;

import static io.cartulary.command.catalog.CatalogRejection.*;
import static io.cartulary.command.catalog.ProductSamples.*;

import io.cartulary.command.catalog.CatalogCommand.*;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.Sale;
import io.cartulary.events.catalog.SaleId;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.joda.money.Money;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What the variants of a product cost: shoppers, for a time, and the shop.
class ProductPricesTest {

    static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
    private static final Instant SUNDAY = Instant.parse("2026-11-30T00:00:00Z");
    static final Sale WEEK = sale("week", "EUR 9.90", MONDAY, SUNDAY);

    private final AggregateTestFixture<Product> product = new AggregateTestFixture<>(Product.class);

    @Nested
    class ChangingAPrice {
        @Test
        void takes_effect_from_now_on() {
            product.given(CREATED)
                    .when(new ChangePrice(PRODUCT, SMALL.sku(), Money.parse("EUR 11")))
                    .expectEvents(new PriceChanged(PRODUCT, SMALL.sku(), Money.parse("EUR 11.00")));
        }

        @Test
        void to_the_present_one_changes_nothing() {
            product.given(CREATED, new PriceChanged(PRODUCT, SMALL.sku(), Money.parse("EUR 11")))
                    .when(new ChangePrice(PRODUCT, SMALL.sku(), Money.parse("EUR 11")))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void is_refused_for_an_unknown_sku() {
            product.given(CREATED)
                    .when(new ChangePrice(PRODUCT, LARGE.sku(), Money.parse("EUR 11")))
                    .expectNoEvents()
                    .expectExceptionDetails(UNKNOWN_VARIANT);
        }

        @Test
        void is_refused_below_nothing_and_above_what_can_be_added_up() {
            product.given(CREATED)
                    .when(new ChangePrice(PRODUCT, SMALL.sku(), Money.parse("EUR -0.01")))
                    .expectNoEvents()
                    .expectExceptionDetails(PRICE_NEGATIVE);
            new AggregateTestFixture<>(Product.class)
                    .given(CREATED)
                    .when(new ChangePrice(PRODUCT, SMALL.sku(), Money.parse("EUR 10000000000.01")))
                    .expectNoEvents()
                    .expectExceptionDetails(PRICE_TOO_HIGH);
        }

        @Test
        void is_refused_in_another_currency() {
            product.given(CREATED)
                    .when(new ChangePrice(PRODUCT, SMALL.sku(), Money.parse("USD 11")))
                    .expectNoEvents()
                    .expectExceptionDetails(CURRENCY_DIFFERS);
        }
    }

    @Nested
    class SettingACostPrice {
        private static final CostPriceSet SET =
                new CostPriceSet(PRODUCT, SMALL.sku(), Money.parse("EUR 4.30"));

        @Test
        void records_what_a_piece_costs_the_shop() {
            product.given(CREATED)
                    .when(new SetCostPrice(PRODUCT, SMALL.sku(), Money.parse("EUR 4.30")))
                    .expectEvents(SET);
        }

        @Test
        void to_the_present_one_changes_nothing() {
            product.given(CREATED, SET)
                    .when(new SetCostPrice(PRODUCT, SMALL.sku(), Money.parse("EUR 4.30")))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void may_end() {
            product.given(CREATED, SET)
                    .when(new RemoveCostPrice(PRODUCT, SMALL.sku()))
                    .expectEvents(new CostPriceSet(PRODUCT, SMALL.sku(), null));
        }

        @Test
        void is_refused_in_another_currency_than_that_of_the_price() {
            product.given(CREATED)
                    .when(new SetCostPrice(PRODUCT, SMALL.sku(), Money.parse("USD 4.30")))
                    .expectNoEvents()
                    .expectExceptionDetails(CURRENCY_DIFFERS);
        }
    }

    @Nested
    class Selling_for_a_time {
        private static final SaleScheduled SCHEDULED = new SaleScheduled(PRODUCT, WEEK);
        private static final SaleStarted STARTED =
                new SaleStarted(PRODUCT, WEEK.saleId(), WEEK.sku(), WEEK.price());
        private static final SaleEnded ENDED = new SaleEnded(PRODUCT, WEEK.saleId(), WEEK.sku());

        @Test
        void records_from_when_until_when() {
            product.given(CREATED)
                    .when(new ScheduleSale(PRODUCT, WEEK, NOW))
                    .expectEvents(SCHEDULED);
        }

        @Test
        void again_changes_nothing() {
            product.given(CREATED, SCHEDULED, STARTED)
                    .when(new ScheduleSale(PRODUCT, WEEK, SUNDAY))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void is_refused_while_another_sale_of_the_variant_lasts() {
            for (var other :
                    List.of(
                            sale("other", "EUR 8", SUNDAY.minusSeconds(1), null),
                            sale("other", "EUR 8", NOW, MONDAY.plusSeconds(1)))) {
                new AggregateTestFixture<>(Product.class)
                        .given(CREATED, SCHEDULED)
                        .when(new ScheduleSale(PRODUCT, other, NOW))
                        .expectNoEvents()
                        .expectExceptionDetails(SALES_OVERLAP);
            }
            var next = sale("next", "EUR 8", SUNDAY, null);
            product.given(CREATED, SCHEDULED)
                    .when(new ScheduleSale(PRODUCT, next, NOW))
                    .expectEvents(new SaleScheduled(PRODUCT, next));
        }

        @Test
        void is_refused_when_it_is_over_and_in_another_currency() {
            product.given(CREATED)
                    .when(new ScheduleSale(PRODUCT, WEEK, SUNDAY))
                    .expectNoEvents()
                    .expectExceptionDetails(SALE_PAST);
            new AggregateTestFixture<>(Product.class)
                    .given(CREATED)
                    .when(new ScheduleSale(PRODUCT, sale("dollars", "USD 9", MONDAY, SUNDAY), NOW))
                    .expectNoEvents()
                    .expectExceptionDetails(CURRENCY_DIFFERS);
        }

        @Test
        void starts_and_ends_with_its_time_and_once() {
            product.given(CREATED, SCHEDULED)
                    .when(new ActWhenDue(PRODUCT, MONDAY))
                    .expectEvents(STARTED)
                    .expectResultMessagePayload(new NextAct(SUNDAY));
            new AggregateTestFixture<>(Product.class)
                    .given(CREATED, SCHEDULED, STARTED)
                    .when(new ActWhenDue(PRODUCT, SUNDAY.minusMillis(1)))
                    .expectNoEvents()
                    .expectResultMessagePayload(new NextAct(SUNDAY));
            new AggregateTestFixture<>(Product.class)
                    .given(CREATED, SCHEDULED, STARTED)
                    .when(new ActWhenDue(PRODUCT, SUNDAY))
                    .expectEvents(ENDED)
                    .expectResultMessagePayload(new NextAct(null));
        }

        @Test
        void ends_without_a_start_that_no_one_saw() {
            product.given(CREATED, SCHEDULED)
                    .when(new ActWhenDue(PRODUCT, SUNDAY.plusSeconds(1)))
                    .expectEvents(ENDED);
        }

        @Test
        void may_be_called_off_and_ends_with_its_variant() {
            var cancelled = new SaleCancelled(PRODUCT, WEEK.saleId(), WEEK.sku());
            product.given(CREATED, SCHEDULED, STARTED)
                    .when(new CancelSale(PRODUCT, WEEK.saleId()))
                    .expectEvents(cancelled);
            new AggregateTestFixture<>(Product.class)
                    .given(CREATED, SCHEDULED, cancelled)
                    .when(new ActWhenDue(PRODUCT, MONDAY))
                    .expectNoEvents()
                    .expectResultMessagePayload(new NextAct(null));
            new AggregateTestFixture<>(Product.class)
                    .given(CREATED, SCHEDULED)
                    .when(new ArchiveVariant(PRODUCT, WEEK.sku()))
                    .expectEvents(cancelled, new VariantArchived(PRODUCT, WEEK.sku()));
        }
    }

    private static Sale sale(String name, String price, Instant from, Instant until) {
        return new Sale(new SaleId("sale-" + name), SMALL.sku(), Money.parse(price), from, until);
    }
}

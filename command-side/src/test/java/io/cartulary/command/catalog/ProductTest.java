package io.cartulary.command.catalog;

import static io.cartulary.command.catalog.CatalogRejection.*;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.cartulary.command.StateTable;
import io.cartulary.command.catalog.CatalogCommand.*;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.Dimensions;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Sale;
import io.cartulary.events.catalog.SaleId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.joda.money.Money;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductTest {

    private static final ProductId PRODUCT = new ProductId("product-toner");
    private static final String SLUG = "rose-toner";
    private static final ProductDescription DESCRIPTION = described("Rose toner");
    private static final Variant SMALL = variant("TONER-100", "100 ml", "EUR 12.50");
    private static final Variant LARGE = variant("TONER-200", "200 ml", "EUR 19.90");

    private static final ProductCreated CREATED =
            new ProductCreated(PRODUCT, SLUG, DESCRIPTION, List.of(SMALL));
    private static final ProductCreated CREATED_WITH_TWO =
            new ProductCreated(PRODUCT, SLUG, DESCRIPTION, List.of(SMALL, LARGE));
    private static final ProductPublished PUBLISHED = new ProductPublished(PRODUCT);
    private static final ProductArchived ARCHIVED_NOW = new ProductArchived(PRODUCT);

    private final AggregateTestFixture<Product> product = new AggregateTestFixture<>(Product.class);

    @Nested
    class Creating {
        @Test
        void drafts_the_product() {
            product.givenNoPriorActivity()
                    .when(new CreateProduct(PRODUCT, SLUG, DESCRIPTION, List.of(SMALL, LARGE)))
                    .expectEvents(
                            new ProductCreated(PRODUCT, SLUG, DESCRIPTION, List.of(SMALL, LARGE)));
        }

        @Test
        void again_changes_nothing_even_after_a_price_change() {
            product.given(CREATED, new PriceChanged(PRODUCT, SMALL.sku(), Money.parse("EUR 13")))
                    .when(new CreateProduct(PRODUCT, SLUG, DESCRIPTION, List.of(SMALL)))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void is_refused_when_another_product_has_the_identifier() {
            product.given(CREATED)
                    .when(new CreateProduct(PRODUCT, "lemon-toner", DESCRIPTION, List.of(SMALL)))
                    .expectNoEvents()
                    .expectExceptionDetails(PRODUCT_EXISTS);
        }

        @Test
        void is_refused_with_the_same_sku_twice() {
            product.givenNoPriorActivity()
                    .when(
                            new CreateProduct(
                                    PRODUCT,
                                    SLUG,
                                    DESCRIPTION,
                                    List.of(SMALL, variant("TONER-100", "1 l", "EUR 50"))))
                    .expectNoEvents()
                    .expectExceptionDetails(VARIANT_EXISTS);
        }

        @Test
        void is_refused_with_more_than_250_variants() {
            var many =
                    IntStream.rangeClosed(0, 250)
                            .mapToObj(n -> variant("SKU-" + n, n + " ml", "EUR 1"))
                            .toList();
            product.givenNoPriorActivity()
                    .when(new CreateProduct(PRODUCT, SLUG, DESCRIPTION, many))
                    .expectNoEvents()
                    .expectExceptionDetails(TOO_MANY_VARIANTS);
        }
    }

    @Nested
    class Describing {
        @Test
        void records_what_changed() {
            product.given(CREATED)
                    .when(new DescribeProduct(PRODUCT, described("Rose water toner")))
                    .expectEvents(new ProductDescribed(PRODUCT, described("Rose water toner")));
        }

        @Test
        void the_same_again_changes_nothing() {
            product.given(CREATED)
                    .when(new DescribeProduct(PRODUCT, DESCRIPTION))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void is_refused_when_archived() {
            product.given(CREATED, ARCHIVED_NOW)
                    .when(new DescribeProduct(PRODUCT, DESCRIPTION))
                    .expectNoEvents()
                    .expectExceptionDetails(ARCHIVED);
        }
    }

    @Nested
    class AddingAVariant {
        @Test
        void makes_it_buyable() {
            product.given(CREATED)
                    .when(new AddVariant(PRODUCT, LARGE))
                    .expectEvents(new VariantAdded(PRODUCT, LARGE));
        }

        @Test
        void again_changes_nothing() {
            product.given(CREATED, new VariantAdded(PRODUCT, LARGE))
                    .when(new AddVariant(PRODUCT, LARGE))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void is_refused_with_a_sku_that_is_there() {
            product.given(CREATED)
                    .when(new AddVariant(PRODUCT, variant("TONER-100", "1 l", "EUR 50")))
                    .expectNoEvents()
                    .expectExceptionDetails(VARIANT_EXISTS);
        }

        @Test
        void is_refused_with_options_that_are_there() {
            product.given(CREATED)
                    .when(new AddVariant(PRODUCT, variant("TONER-X", "100 ml", "EUR 50")))
                    .expectNoEvents()
                    .expectExceptionDetails(OPTIONS_TAKEN);
        }

        @Test
        void is_refused_in_another_currency() {
            product.given(CREATED)
                    .when(new AddVariant(PRODUCT, variant("TONER-200", "200 ml", "USD 19.90")))
                    .expectNoEvents()
                    .expectExceptionDetails(CURRENCY_DIFFERS);
        }
    }

    @Nested
    class DescribingAVariant {
        private final VariantDetails details =
                new VariantDetails(
                        Map.of("size", "100 ml"),
                        Money.parse("EUR 15"),
                        "reduced",
                        170,
                        new Dimensions(40, 40, 120),
                        "2000001000373");

        @Test
        void leaves_its_price() {
            product.given(CREATED)
                    .when(new DescribeVariant(PRODUCT, SMALL.sku(), details))
                    .expectEvents(
                            new VariantDescribed(PRODUCT, details.of(SMALL.sku(), SMALL.price())));
        }

        @Test
        void the_same_again_changes_nothing() {
            product.given(CREATED)
                    .when(new DescribeVariant(PRODUCT, SMALL.sku(), VariantDetails.of(SMALL)))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void is_refused_with_the_options_of_another() {
            product.given(CREATED, new VariantAdded(PRODUCT, LARGE))
                    .when(new DescribeVariant(PRODUCT, LARGE.sku(), details))
                    .expectNoEvents()
                    .expectExceptionDetails(OPTIONS_TAKEN);
        }

        @Test
        void is_refused_with_a_price_to_compare_with_that_is_now_lower() {
            product.given(CREATED, new PriceChanged(PRODUCT, SMALL.sku(), Money.parse("EUR 16")))
                    .when(new DescribeVariant(PRODUCT, SMALL.sku(), details))
                    .expectNoEvents()
                    .expectExceptionDetails(COMPARE_AT_PRICE_UNFIT);
        }

        @Test
        void is_refused_for_an_unknown_sku() {
            product.given(CREATED)
                    .when(new DescribeVariant(PRODUCT, LARGE.sku(), details))
                    .expectNoEvents()
                    .expectExceptionDetails(UNKNOWN_VARIANT);
        }
    }

    @Nested
    class ArchivingAVariant {
        private static final VariantArchived GONE = new VariantArchived(PRODUCT, SMALL.sku());

        @Test
        void takes_it_off_sale() {
            product.given(CREATED, new VariantAdded(PRODUCT, LARGE), PUBLISHED)
                    .when(new ArchiveVariant(PRODUCT, SMALL.sku()))
                    .expectEvents(GONE);
        }

        @Test
        void again_changes_nothing() {
            product.given(CREATED, GONE)
                    .when(new ArchiveVariant(PRODUCT, SMALL.sku()))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void frees_its_options() {
            product.given(CREATED, GONE)
                    .when(new AddVariant(PRODUCT, variant("TONER-NEW", "100 ml", "EUR 13")))
                    .expectEvents(
                            new VariantAdded(PRODUCT, variant("TONER-NEW", "100 ml", "EUR 13")));
        }

        @Test
        void is_for_good() {
            product.given(CREATED, GONE)
                    .when(new AddVariant(PRODUCT, SMALL))
                    .expectNoEvents()
                    .expectExceptionDetails(VARIANT_ARCHIVED);
            new AggregateTestFixture<>(Product.class)
                    .given(CREATED, GONE)
                    .when(new ChangePrice(PRODUCT, SMALL.sku(), Money.parse("EUR 11")))
                    .expectNoEvents()
                    .expectExceptionDetails(VARIANT_ARCHIVED);
        }

        @Test
        void is_refused_of_the_last_one_that_shoppers_can_buy() {
            product.given(CREATED, PUBLISHED)
                    .when(new ArchiveVariant(PRODUCT, SMALL.sku()))
                    .expectNoEvents()
                    .expectExceptionDetails(LAST_VARIANT);
        }

        @Test
        void of_all_leaves_nothing_to_publish() {
            product.given(CREATED, GONE)
                    .when(new PublishProduct(PRODUCT))
                    .expectNoEvents()
                    .expectExceptionDetails(NO_VARIANTS);
        }
    }

    @Nested
    class ArrangingVariants {
        @Test
        void puts_them_into_another_order() {
            product.given(CREATED, new VariantAdded(PRODUCT, LARGE))
                    .when(new ArrangeVariants(PRODUCT, List.of(LARGE.sku(), SMALL.sku())))
                    .expectEvents(
                            new VariantsArranged(PRODUCT, List.of(LARGE.sku(), SMALL.sku())));
        }

        @Test
        void as_they_stand_changes_nothing() {
            product.given(
                            CREATED,
                            new VariantAdded(PRODUCT, LARGE),
                            new VariantsArranged(PRODUCT, List.of(LARGE.sku(), SMALL.sku())))
                    .when(new ArrangeVariants(PRODUCT, List.of(LARGE.sku(), SMALL.sku())))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void is_refused_unless_each_is_named_once() {
            for (var skus :
                    List.of(
                            List.of(SMALL.sku()),
                            List.of(SMALL.sku(), SMALL.sku()),
                            List.of(SMALL.sku(), new Sku("OTHER")))) {
                new AggregateTestFixture<>(Product.class)
                        .given(CREATED, new VariantAdded(PRODUCT, LARGE))
                        .when(new ArrangeVariants(PRODUCT, skus))
                        .expectNoEvents()
                        .expectExceptionDetails(VARIANTS_INCOMPLETE);
            }
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
                    .when(new SetCostPrice(PRODUCT, SMALL.sku(), null))
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
    class Publishing {
        @Test
        void puts_it_on_sale() {
            product.given(CREATED).when(new PublishProduct(PRODUCT)).expectEvents(PUBLISHED);
        }

        @Test
        void is_refused_without_a_variant() {
            product.given(new ProductCreated(PRODUCT, SLUG, DESCRIPTION, List.of()))
                    .when(new PublishProduct(PRODUCT))
                    .expectNoEvents()
                    .expectExceptionDetails(NO_VARIANTS);
        }
    }

    @Nested
    class Scheduling {
        private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
        private static final Instant TOMORROW = Instant.parse("2026-03-02T09:00:00Z");
        private static final PublicationScheduled SCHEDULED =
                new PublicationScheduled(PRODUCT, TOMORROW);

        @Test
        void says_when_it_is_to_be_published() {
            product.given(CREATED)
                    .when(new SchedulePublication(PRODUCT, TOMORROW, NOW))
                    .expectEvents(SCHEDULED);
        }

        @Test
        void for_the_same_time_changes_nothing_even_when_that_has_come() {
            product.given(CREATED, SCHEDULED)
                    .when(new SchedulePublication(PRODUCT, TOMORROW, TOMORROW))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void for_another_time_takes_the_place_of_the_first() {
            product.given(CREATED, SCHEDULED, new PublicationScheduled(PRODUCT, later()))
                    .when(new ActWhenDue(PRODUCT, TOMORROW))
                    .expectResultMessagePayload(new NextAct(later()))
                    .expectNoEvents();
        }

        @Test
        void is_refused_for_the_past() {
            product.given(CREATED)
                    .when(new SchedulePublication(PRODUCT, NOW, NOW))
                    .expectNoEvents()
                    .expectExceptionDetails(PUBLICATION_PAST);
        }

        @Test
        void is_refused_without_a_variant() {
            product.given(new ProductCreated(PRODUCT, SLUG, DESCRIPTION, List.of()))
                    .when(new SchedulePublication(PRODUCT, TOMORROW, NOW))
                    .expectNoEvents()
                    .expectExceptionDetails(NO_VARIANTS);
        }

        @Test
        void puts_it_on_sale_when_the_time_has_come_and_once() {
            product.given(CREATED, SCHEDULED)
                    .when(new ActWhenDue(PRODUCT, TOMORROW))
                    .expectEvents(PUBLISHED)
                    .expectResultMessagePayload(new NextAct(null));
            new AggregateTestFixture<>(Product.class)
                    .given(CREATED, SCHEDULED, PUBLISHED)
                    .when(new ActWhenDue(PRODUCT, later()))
                    .expectNoEvents();
        }

        @Test
        void ends_when_it_is_called_off_or_the_product_archived() {
            for (var end : List.of(new PublicationCancelled(PRODUCT), ARCHIVED_NOW)) {
                new AggregateTestFixture<>(Product.class)
                        .given(CREATED, SCHEDULED, end)
                        .when(new ActWhenDue(PRODUCT, TOMORROW))
                        .expectNoEvents();
            }
            product.given(CREATED, SCHEDULED)
                    .when(new CancelPublication(PRODUCT))
                    .expectEvents(new PublicationCancelled(PRODUCT));
        }

        @Test
        void ends_without_effect_when_there_is_nothing_left_to_sell() {
            product.given(CREATED, SCHEDULED, new VariantArchived(PRODUCT, SMALL.sku()))
                    .when(new ActWhenDue(PRODUCT, TOMORROW))
                    .expectEvents(new PublicationCancelled(PRODUCT));
        }

        private static Instant later() {
            return TOMORROW.plusSeconds(3_600);
        }
    }

    @Nested
    class Selling_for_a_time {
        private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
        private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
        private static final Instant SUNDAY = Instant.parse("2026-11-30T00:00:00Z");
        private static final Sale WEEK = sale("week", "EUR 9.90", MONDAY, SUNDAY);
        private static final SaleScheduled SCHEDULED = new SaleScheduled(PRODUCT, WEEK);
        private static final SaleStarted STARTED =
                new SaleStarted(PRODUCT, WEEK.saleId(), WEEK.sku(), WEEK.price());
        private static final SaleEnded ENDED =
                new SaleEnded(PRODUCT, WEEK.saleId(), WEEK.sku());

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
                    .when(
                            new ScheduleSale(
                                    PRODUCT, sale("dollars", "USD 9", MONDAY, SUNDAY), NOW))
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

        private static Sale sale(String name, String price, Instant from, Instant until) {
            return new Sale(
                    new SaleId("sale-" + name), SMALL.sku(), Money.parse(price), from, until);
        }
    }

    @Nested
    class ChangingASlug {
        @Test
        void gives_the_page_another_address() {
            product.given(CREATED)
                    .when(new ChangeSlug(PRODUCT, null, "rose-water"))
                    .expectEvents(new SlugChanged(PRODUCT, null, "rose-water"));
        }

        @Test
        void is_done_language_by_language() {
            product.given(CREATED, new SlugChanged(PRODUCT, null, "rose-water"))
                    .when(new ChangeSlug(PRODUCT, "th", "rose-water"))
                    .expectEvents(new SlugChanged(PRODUCT, "th", "rose-water"));
        }

        @Test
        void to_the_present_one_changes_nothing() {
            product.given(CREATED)
                    .when(new ChangeSlug(PRODUCT, null, SLUG))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void leaves_a_repeated_creation_without_effect() {
            product.given(CREATED, new SlugChanged(PRODUCT, null, "rose-water"))
                    .when(new CreateProduct(PRODUCT, SLUG, DESCRIPTION, List.of(SMALL)))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }
    }

    private static final StateTable TABLE =
            new StateTable(
                    Map.of(
                            "missing", List.of(),
                            "draft", List.of(CREATED_WITH_TWO),
                            "draft, scheduled",
                                    List.of(CREATED_WITH_TWO, Scheduling.SCHEDULED),
                            "published", List.of(CREATED_WITH_TWO, PUBLISHED),
                            "archived", List.of(CREATED_WITH_TWO, PUBLISHED, ARCHIVED_NOW)),
                    byName(
                            new CreateProduct(PRODUCT, SLUG, DESCRIPTION, List.of(SMALL)),
                            new DescribeProduct(PRODUCT, described("Another name")),
                            new AddVariant(PRODUCT, variant("TONER-500", "500 ml", "EUR 39")),
                            new DescribeVariant(
                                    PRODUCT,
                                    SMALL.sku(),
                                    VariantDetails.of(variant("TONER-100", "0.1 l", "EUR 1"))),
                            new ArchiveVariant(PRODUCT, SMALL.sku()),
                            new ArrangeVariants(PRODUCT, List.of(LARGE.sku(), SMALL.sku())),
                            new SetCostPrice(PRODUCT, SMALL.sku(), Money.parse("EUR 4")),
                            new ChangePrice(PRODUCT, SMALL.sku(), Money.parse("EUR 11")),
                            new ChangeSlug(PRODUCT, null, "rose-water"),
                            new SchedulePublication(
                                    PRODUCT, Scheduling.TOMORROW, Scheduling.NOW),
                            new ScheduleSale(
                                    PRODUCT, Selling_for_a_time.WEEK, Selling_for_a_time.NOW),
                            new CancelSale(PRODUCT, Selling_for_a_time.WEEK.saleId()),
                            new CancelPublication(PRODUCT),
                            new ActWhenDue(PRODUCT, Scheduling.TOMORROW),
                            new PublishProduct(PRODUCT),
                            new ArchiveProduct(PRODUCT)),
                    ProductTest::stateAfter);

    @Test
    void does_what_the_state_table_says() {
        TABLE.check(() -> new AggregateTestFixture<>(Product.class), "catalog", "Product");
    }

    @Test
    void every_command_is_tried_in_every_state() {
        StateTable.checkComplete(
                CatalogCommand.class,
                Set.of(
                        OfferProduct.class,
                        OfferVariant.class,
                        ReviseVariant.class,
                        GiveSlug.class,
                        ClaimSlug.class),
                TABLE);
    }

    private static Map<String, Object> byName(Object... commands) {
        return Stream.of(commands)
                .collect(toMap(command -> command.getClass().getSimpleName(), identity()));
    }

    private static String stateAfter(List<?> events) {
        var state = "missing";
        for (var event : events) {
            state =
                    switch (event) {
                        case ProductCreated _ -> "draft";
                        case ProductPublished _ -> "published";
                        case ProductArchived _ -> "archived";
                        case PublicationScheduled _ -> state + ", scheduled";
                        case PublicationCancelled _ -> state.replace(", scheduled", "");
                        default -> state;
                    };
        }
        return state;
    }

    private static ProductDescription described(String name) {
        return new ProductDescription(
                LocalizedText.english(name),
                null, null, null, null,
                "Rosa",
                List.of("Skincare", "Toners"),
                List.of(),
                Map.of(),
                List.of(),
                false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"USD 99", "EUR -5", "EUR 9.99"})
    void has_no_price_beside_it_that_cannot_be_compared_with_its_own(String compareAt) {
        var compared =
                new Variant(
                        new Sku("TONER-500"),
                        Map.of("size", "500 ml"),
                        Money.parse("EUR 10"),
                        Money.parse(compareAt),
                        "standard",
                        150, null,
                        null);
        new AggregateTestFixture<>(Product.class)
                .given(CREATED)
                .when(new AddVariant(PRODUCT, compared))
                .expectNoEvents()
                .expectExceptionDetails(COMPARE_AT_PRICE_UNFIT);
    }

    private static Variant variant(String sku, String size, String price) {
        return new Variant(
                new Sku(sku),
                Map.of("size", size),
                Money.parse(price),
                null,
                "standard",
                150, null,
                null);
    }
}

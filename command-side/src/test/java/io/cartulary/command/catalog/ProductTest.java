package io.cartulary.command.catalog;

import static io.cartulary.command.catalog.CatalogRejection.*;
import static io.cartulary.command.catalog.ProductSamples.*;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.cartulary.command.StateTable;
import io.cartulary.command.catalog.CatalogCommand.*;
import io.cartulary.events.catalog.CatalogEvent.*;
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

class ProductTest {

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
                            "draft, scheduled", List.of(CREATED_WITH_TWO, Scheduling.SCHEDULED),
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
                            new ArrangeMedia(PRODUCT, List.of(ProductMediaTest.BOTTLE)),
                            new RemoveCostPrice(PRODUCT, SMALL.sku()),
                            new SetCostPrice(PRODUCT, SMALL.sku(), Money.parse("EUR 4")),
                            new ChangePrice(PRODUCT, SMALL.sku(), Money.parse("EUR 11")),
                            new ChangeSlug(PRODUCT, null, "rose-water"),
                            new SchedulePublication(PRODUCT, Scheduling.TOMORROW, Scheduling.NOW),
                            new ScheduleSale(
                                    PRODUCT, ProductPricesTest.WEEK, ProductPricesTest.NOW),
                            new CancelSale(PRODUCT, ProductPricesTest.WEEK.saleId()),
                            new CancelPublication(PRODUCT),
                            new ActWhenDue(PRODUCT, Scheduling.TOMORROW),
                            new PublishProduct(PRODUCT),
                            new ArchiveProduct(PRODUCT),
                            new ReadProduct(PRODUCT),
                            new ReplaceValues(
                                    PRODUCT,
                                    new ProductValues(null, List.of(), null, List.of(), Map.of()),
                                    new ProductValues(
                                            null, List.of(), null, List.of("gift"), Map.of()),
                                    Scheduling.NOW)),
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
                        ReviseProduct.class,
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
                        case ProductReturnedToDraft _ -> "draft";
                        case PublicationScheduled _ -> state + ", scheduled";
                        case PublicationCancelled _ -> state.replace(", scheduled", "");
                        default -> state;
                    };
        }
        return state;
    }
}

package io.cartulary.command.catalog;

import static io.cartulary.command.catalog.CatalogRejection.*;
import static io.cartulary.command.catalog.ProductSamples.*;

import io.cartulary.command.catalog.CatalogCommand.*;
import io.cartulary.command.catalog.ProductValues.PriceOfVariant;
import io.cartulary.command.catalog.ProductValues.Publication;
import io.cartulary.command.catalog.ProductValues.State;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.Variant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// A product whose values are replaced by others, as bulk updates and their undoing do.
class ProductReplacementTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant TOMORROW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Money OLD = SMALL.price();
    private static final Money NEW = Money.parse("EUR 11.25");
    private static final PriceChanged CHANGED = new PriceChanged(PRODUCT, SMALL.sku(), NEW);

    private final AggregateTestFixture<Product> fixture = new AggregateTestFixture<>(Product.class);

    private TestExecutor<Product> product(Object... events) {
        return fixture.given(events);
    }

    private static ReplaceValues replace(ProductValues before, ProductValues after) {
        return new ReplaceValues(PRODUCT, before, after, NOW);
    }

    private static ProductValues price(Money price, @Nullable Money compareAt) {
        return new ProductValues(
                null,
                List.of(new PriceOfVariant(SMALL.sku(), price, compareAt)),
                null,
                null,
                Map.of());
    }

    private static ProductValues publication(State state, @Nullable Instant publishAt) {
        return new ProductValues(
                new Publication(state, publishAt), List.of(), null, null, Map.of());
    }

    private static ProductValues tags(String... tags) {
        return new ProductValues(null, List.of(), null, List.of(tags), Map.of());
    }

    @Nested
    class A_price {
        @Test
        void is_replaced() {
            product(CREATED)
                    .when(replace(price(OLD, null), price(NEW, null)))
                    .expectEvents(CHANGED);
        }

        @Test
        void that_was_replaced_already_is_left_so_that_no_percentage_is_taken_twice() {
            product(CREATED, CHANGED)
                    .when(replace(price(OLD, null), price(NEW, null)))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void that_someone_else_changed_since_is_left() {
            product(CREATED, new PriceChanged(PRODUCT, SMALL.sku(), Money.parse("EUR 1")))
                    .when(replace(price(OLD, null), price(NEW, null)))
                    .expectNoEvents()
                    .expectExceptionDetails(CHANGED_SINCE);
        }

        @Test
        void of_a_variant_that_was_archived_since_is_left() {
            product(CREATED_WITH_TWO, new VariantArchived(PRODUCT, SMALL.sku()))
                    .when(replace(price(OLD, null), price(NEW, null)))
                    .expectNoEvents()
                    .expectExceptionDetails(CHANGED_SINCE);
        }

        @Test
        void comes_back_with_the_price_it_was_compared_with() {
            var compared = compared(SMALL, "EUR 15");
            var raised = Money.parse("EUR 20");
            product(
                            new ProductCreated(PRODUCT, SLUG, DESCRIPTION, List.of(compared)),
                            new PriceChanged(PRODUCT, SMALL.sku(), raised))
                    .when(replace(price(raised, null), price(OLD, Money.parse("EUR 15"))))
                    .expectEvents(
                            new PriceChanged(PRODUCT, SMALL.sku(), OLD),
                            new VariantDescribed(PRODUCT, compared));
        }

        @Test
        void out_of_bounds_is_refused() {
            product(CREATED)
                    .when(replace(price(OLD, null), price(Money.parse("EUR -1"), null)))
                    .expectNoEvents()
                    .expectExceptionDetails(PRICE_NEGATIVE);
        }

        private static Variant compared(Variant variant, String compareAt) {
            return VariantDetails.of(variant)
                    .comparedWith(Money.parse(compareAt))
                    .of(variant.sku(), variant.price());
        }
    }

    @Nested
    class Publication_of_it {
        @Test
        void is_taken_back() {
            product(CREATED, PUBLISHED)
                    .when(
                            replace(
                                    publication(State.PUBLISHED, null),
                                    publication(State.DRAFT, null)))
                    .expectEvents(new ProductReturnedToDraft(PRODUCT));
        }

        @Test
        void comes_back_with_the_time_that_was_set() {
            product(CREATED, new PublicationScheduled(PRODUCT, TOMORROW), ARCHIVED_NOW)
                    .when(
                            replace(
                                    publication(State.ARCHIVED, null),
                                    publication(State.DRAFT, TOMORROW)))
                    .expectEvents(
                            new ProductReturnedToDraft(PRODUCT),
                            new PublicationScheduled(PRODUCT, TOMORROW));
        }

        @Test
        void that_someone_else_changed_since_is_left() {
            product(CREATED, PUBLISHED)
                    .when(
                            replace(
                                    publication(State.ARCHIVED, null),
                                    publication(State.DRAFT, null)))
                    .expectNoEvents()
                    .expectExceptionDetails(CHANGED_SINCE);
        }

        @Test
        void goes_before_what_an_archived_product_gets_and_after_what_it_had() {
            var archived =
                    new ProductValues(
                            new Publication(State.ARCHIVED, null),
                            List.of(),
                            null,
                            List.of("old"),
                            Map.of());
            var published =
                    new ProductValues(
                            new Publication(State.PUBLISHED, null),
                            List.of(),
                            null,
                            List.of(),
                            Map.of());
            var tagged = new ProductDescribed(PRODUCT, archived.in(DESCRIPTION));
            product(CREATED, PUBLISHED)
                    .when(replace(published, archived))
                    .expectEvents(tagged, ARCHIVED_NOW);
            new AggregateTestFixture<>(Product.class)
                    .given(CREATED, PUBLISHED, tagged, ARCHIVED_NOW)
                    .when(replace(archived, published))
                    .expectEvents(PUBLISHED, new ProductDescribed(PRODUCT, DESCRIPTION));
        }
    }

    @Nested
    class What_it_is_found_by {
        @Test
        void is_replaced_beside_what_is_left() {
            var before =
                    new ProductValues(
                            null,
                            List.of(),
                            DESCRIPTION.categories(),
                            List.of(),
                            Map.of("colour", List.of()));
            var after =
                    new ProductValues(
                            null,
                            List.of(),
                            List.of(new CategoryId("category-gifts")),
                            List.of("gift"),
                            Map.of("colour", List.of("rose")));
            product(CREATED)
                    .when(replace(before, after))
                    .expectEvents(
                            new ProductDescribed(
                                    PRODUCT,
                                    DESCRIPTION.with(
                                            List.of(new CategoryId("category-gifts")),
                                            List.of("gift"),
                                            Map.of("colour", List.of("rose")))));
        }

        @Test
        void is_left_when_one_of_it_changed_since() {
            var tagged = new ProductDescribed(PRODUCT, tags("summer").in(DESCRIPTION));
            product(CREATED, tagged)
                    .when(replace(tags("winter"), tags()))
                    .expectNoEvents()
                    .expectExceptionDetails(CHANGED_SINCE);
        }

        @Test
        void of_an_archived_product_is_left() {
            product(CREATED, ARCHIVED_NOW)
                    .when(replace(tags(), tags("summer")))
                    .expectNoEvents()
                    .expectExceptionDetails(ARCHIVED);
        }
    }

    @Test
    void a_product_answers_what_it_is() {
        var result = product(CREATED, PUBLISHED).when(new ReadProduct(PRODUCT));
        result.expectNoEvents()
                .expectResultMessagePayload(
                        new PresentProduct(
                                State.PUBLISHED,
                                null,
                                SLUG,
                                Map.of(),
                                DESCRIPTION,
                                List.of(SMALL),
                                List.of(),
                                List.of()));
    }
}

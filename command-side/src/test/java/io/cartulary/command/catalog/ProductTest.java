package io.cartulary.command.catalog;

import static io.cartulary.command.catalog.CatalogRejection.*;

import io.cartulary.command.StateTable;
import io.cartulary.command.catalog.CatalogCommand.*;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
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

    private static final StateTable TABLE =
            new StateTable(
                    Map.of(
                            "missing", List.of(),
                            "draft", List.of(CREATED),
                            "published", List.of(CREATED, PUBLISHED),
                            "archived", List.of(CREATED, PUBLISHED, ARCHIVED_NOW)),
                    Map.of(
                            "CreateProduct",
                            new CreateProduct(PRODUCT, SLUG, DESCRIPTION, List.of(SMALL)),
                            "DescribeProduct",
                            new DescribeProduct(PRODUCT, described("Another name")),
                            "AddVariant",
                            new AddVariant(PRODUCT, LARGE),
                            "ChangePrice",
                            new ChangePrice(PRODUCT, SMALL.sku(), Money.parse("EUR 11")),
                            "PublishProduct",
                            new PublishProduct(PRODUCT),
                            "ArchiveProduct",
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
                Set.of(OfferProduct.class, OfferVariant.class, ClaimSlug.class),
                TABLE);
    }

    private static String stateAfter(List<?> events) {
        var state = "missing";
        for (var event : events) {
            state =
                    switch (event) {
                        case ProductCreated _ -> "draft";
                        case ProductPublished _ -> "published";
                        case ProductArchived _ -> "archived";
                        default -> state;
                    };
        }
        return state;
    }

    private static ProductDescription described(String name) {
        return new ProductDescription(
                LocalizedText.english(name),
                null,
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
                        150,
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
                150,
                null);
    }
}

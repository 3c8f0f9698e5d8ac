package io.cartulary.command.catalog;

import static io.cartulary.command.catalog.CatalogRejection.*;
import static io.cartulary.command.catalog.ProductSamples.*;

import io.cartulary.command.catalog.CatalogCommand.*;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.Dimensions;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.joda.money.Money;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The variants of a product: which there are, and what is known of them.
class ProductVariantsTest {

    private final AggregateTestFixture<Product> product = new AggregateTestFixture<>(Product.class);

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
                    .when(new DescribeVariant(PRODUCT, LARGE.sku(), VariantDetails.of(SMALL)))
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
                    .when(new DescribeVariant(PRODUCT, LARGE.sku(), VariantDetails.of(SMALL)))
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
                    .expectEvents(new VariantsArranged(PRODUCT, List.of(LARGE.sku(), SMALL.sku())));
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
                        null,
                        null);
        new AggregateTestFixture<>(Product.class)
                .given(CREATED)
                .when(new AddVariant(PRODUCT, compared))
                .expectNoEvents()
                .expectExceptionDetails(COMPARE_AT_PRICE_UNFIT);
    }
}

package io.cartulary.command.catalog;

import static io.cartulary.command.catalog.CatalogRejection.*;
import static io.cartulary.command.catalog.ProductSamples.*;

import io.cartulary.command.catalog.CatalogCommand.*;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductMedia;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.media.MediaFormat;
import io.cartulary.events.media.MediaId;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

/// Pictures and videos that are shown of a product.
class ProductMediaTest {

    static final ProductMedia BOTTLE =
            new ProductMedia(
                    new MediaId("media-b0771e"),
                    MediaFormat.JPEG,
                    LocalizedText.english("A bottle"),
                    null);

    private static final ProductMedia FILM =
            new ProductMedia(new MediaId("media-f11a"), MediaFormat.MP4, null, SMALL.sku());

    private final AggregateTestFixture<Product> product = new AggregateTestFixture<>(Product.class);

    @Test
    void are_shown_in_their_order() {
        product.given(CREATED, new MediaArranged(PRODUCT, List.of(BOTTLE, FILM)))
                .when(new ArrangeMedia(PRODUCT, List.of(FILM, BOTTLE)))
                .expectEvents(new MediaArranged(PRODUCT, List.of(FILM, BOTTLE)));
    }

    @Test
    void may_all_be_removed() {
        product.given(CREATED, new MediaArranged(PRODUCT, List.of(BOTTLE)))
                .when(new ArrangeMedia(PRODUCT, List.of()))
                .expectEvents(new MediaArranged(PRODUCT, List.of()));
    }

    @Test
    void change_nothing_when_they_are_shown_so() {
        product.given(CREATED, new MediaArranged(PRODUCT, List.of(BOTTLE)))
                .when(new ArrangeMedia(PRODUCT, List.of(BOTTLE)))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void are_refused_twice() {
        product.given(CREATED)
                .when(
                        new ArrangeMedia(
                                PRODUCT,
                                List.of(
                                        BOTTLE,
                                        new ProductMedia(
                                                BOTTLE.mediaId(),
                                                MediaFormat.JPEG,
                                                null,
                                                SMALL.sku()))))
                .expectNoEvents()
                .expectExceptionDetails(MEDIA_TWICE);
    }

    @Test
    void show_no_variant_that_the_product_never_had() {
        product.given(CREATED)
                .when(
                        new ArrangeMedia(
                                PRODUCT,
                                List.of(
                                        new ProductMedia(
                                                BOTTLE.mediaId(),
                                                MediaFormat.JPEG,
                                                null,
                                                new Sku("TONER-999")))))
                .expectNoEvents()
                .expectExceptionDetails(UNKNOWN_VARIANT);
    }
}

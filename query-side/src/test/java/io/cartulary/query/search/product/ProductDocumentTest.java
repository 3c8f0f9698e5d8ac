package io.cartulary.query.search.product;

import static io.cartulary.query.search.product.SampleProducts.created;
import static io.cartulary.query.search.product.SampleProducts.money;
import static io.cartulary.query.search.product.SampleProducts.variant;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.CatalogEvent;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.events.catalog.ProductMedia;
import io.cartulary.events.catalog.SaleId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.media.MediaFormat;
import io.cartulary.events.media.MediaId;
import io.cartulary.query.category.CategoryTree;
import io.cartulary.query.category.CategoryTree.Category;
import io.cartulary.query.listing.Listed;
import io.cartulary.query.listing.PageSlugs;
import io.cartulary.query.listing.PageSlugs.Given;
import io.cartulary.query.search.product.ProductCard.PriceRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a product's events make of its document.
class ProductDocumentTest {

    private static final Sku SMALL = new Sku("LAMP-S");
    private static final Sku LARGE = new Sku("LAMP-L");
    private static final SaleId SALE = new SaleId("sale-lamp");
    private static final ProductCreated LAMP =
            created(
                    "Reading Lamp",
                    "Terra",
                    "Lamps",
                    Map.of(),
                    variant("LAMP-S", 7000, "EUR", "size", "S"),
                    variant("LAMP-L", 9000, "EUR", "size", "L"));

    private static final CategoryTree TREE =
            CategoryTree.of(
                    List.of(
                            category("Home", null, true),
                            category("Lamps", "Home", true),
                            category("Clearance", null, false)));

    private static final Listed<BrandId> TERRA =
            new Listed<>(
                    SampleProducts.brand("Terra"),
                    "terra",
                    PageDescription.named(
                            new LocalizedText(Map.of("en", "Terra", "th", "เทอร์ร่า"))),
                    true,
                    0);

    private static Category category(String name, @Nullable String above, boolean active) {
        var created = created(LocalizedText.english(name), above);
        return new Category(
                created.categoryId(),
                created.parentId(),
                new PageSlugs(List.of(new Given(created.slug(), PageSlugs.COMMON, 1))),
                created.description(),
                active);
    }

    private static ProductDocument after(CatalogEvent... events) {
        var now = Instant.parse("2026-03-01T00:00:00Z");
        var source = ProductSource.after(null, LAMP, now);
        for (var event : events) {
            source = ProductSource.after(source, event, now);
        }
        return ProductDocument.of(
                source,
                new ProductDocument.Sales(true, 0, 0, 0),
                Surroundings.of(TREE, Map.of()).with(List.of(TERRA)));
    }

    private static SaleStarted started() {
        return new SaleStarted(LAMP.productId(), SALE, SMALL, money(5000, "EUR"));
    }

    @Test
    void has_the_price_of_a_sale_while_it_runs() {
        var reduced = after(started());
        assertThat(reduced.prices()).containsEntry("EUR", List.of(5000L, 9000L));
        assertThat(reduced.card().prices())
                .containsExactly(
                        new PriceRange(money(5000, "EUR"), money(9000, "EUR"), money(7000, "EUR")));

        var later = new SaleCancelled(LAMP.productId(), new SaleId("sale-later"), SMALL);
        assertThat(after(started(), later).prices()).isEqualTo(reduced.prices());

        var ended = after(started(), new SaleEnded(LAMP.productId(), SALE, SMALL));
        assertThat(ended.prices()).containsEntry("EUR", List.of(7000L, 9000L));
    }

    @Test
    void leaves_out_archived_variants_and_follows_the_order_of_the_others() {
        var arranged = after(new VariantsArranged(LAMP.productId(), List.of(LARGE, SMALL)));
        assertThat(arranged.skus()).containsExactly("LAMP-L", "LAMP-S");

        var archived = after(new VariantArchived(LAMP.productId(), SMALL));
        assertThat(archived.skus()).containsExactly("LAMP-L");
        assertThat(archived.options()).containsExactly("size=L");
        assertThat(archived.barcodes()).containsExactly("EAN-LAMP-L");
    }

    @Test
    void shows_the_first_picture_and_no_video() {
        var film = new ProductMedia(new MediaId("media-f11a"), MediaFormat.MP4, null, null);
        var lamp = new ProductMedia(new MediaId("media-1a39"), MediaFormat.JPEG, null, SMALL);
        var shown = new MediaArranged(LAMP.productId(), List.of(film, lamp));
        assertThat(after(shown).card().image()).isEqualTo(lamp.mediaId());
        assertThat(after(shown, new MediaArranged(LAMP.productId(), List.of())).card().image())
                .isNull();
    }

    @Test
    void stands_in_its_categories_and_those_above_as_far_as_shoppers_see_them() {
        var document = after();
        assertThat(document.categories()).containsExactly("home", "lamps");
        assertThat(document.categoryNames()).containsExactly("Home", "Lamps");
        assertThat(document.card().categories())
                .extracting(place -> place.slug("th"))
                .containsExactly("lamps");

        var elsewhere =
                after(
                        new ProductDescribed(
                                LAMP.productId(),
                                LAMP.description()
                                        .of(
                                                TERRA.id(),
                                                List.of(
                                                        SampleProducts.category("Clearance"),
                                                        SampleProducts.category("Removed")))));
        assertThat(elsewhere.categories()).isEmpty();
        assertThat(elsewhere.card().categories()).isEmpty();
    }

    @Test
    void is_found_by_the_slug_identifier_and_names_of_its_brand() {
        var document = after();
        assertThat(document.brand()).isEqualTo("terra");
        assertThat(document.brandId()).isEqualTo(TERRA.id().value());
        assertThat(document.brandNames()).containsExactlyInAnyOrder("Terra", "เทอร์ร่า");

        var other = LAMP.description().of(SampleProducts.brand("Removed"), List.of());
        var unbranded = after(new ProductDescribed(LAMP.productId(), other));
        assertThat(unbranded.brand()).isNull();
        assertThat(unbranded.card().brand()).isNull();
    }

    @Test
    void shows_the_slug_of_the_language_or_the_common_one() {
        var card =
                after(
                                new SlugChanged(LAMP.productId(), null, "lamp"),
                                new SlugChanged(LAMP.productId(), "th", "khom-fai"))
                        .card();
        assertThat(card.slug("th")).isEqualTo("khom-fai");
        assertThat(card.slug("km")).isEqualTo("lamp");
    }
}

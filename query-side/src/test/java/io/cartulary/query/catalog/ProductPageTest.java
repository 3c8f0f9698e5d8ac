package io.cartulary.query.catalog;

import static io.cartulary.query.QueryNode.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.attribute.AttributeChoice;
import io.cartulary.events.attribute.AttributeDefinition;
import io.cartulary.events.attribute.AttributeEvent.AttributeDefined;
import io.cartulary.events.attribute.AttributeId;
import io.cartulary.events.attribute.AttributeKind;
import io.cartulary.events.catalog.BrandEvent.*;
import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.CategoryEvent.*;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.Dimensions;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.ProductMedia;
import io.cartulary.events.catalog.Sale;
import io.cartulary.events.catalog.SaleId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.media.MediaFormat;
import io.cartulary.events.media.MediaId;
import io.cartulary.query.QueryNode;
import io.cartulary.query.order.Orders;
import io.cartulary.web.consistency.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Products as shoppers and staff see them, over HTTP.
@Execution(ExecutionMode.SAME_THREAD)
class ProductPageTest {

    private static final BrandId PETAL = new BrandId("brand-petal");

    private final QueryNode node = QueryNode.shared();
    private final ProductId product = ProductId.next();
    private final String slug = "toner-" + product.value().substring(30);

    @Test
    void show_a_published_product_by_its_identifier_and_its_slug() {
        node.publish(created());
        var position = node.publish(new ProductPublished(product));

        var byId = node.ask("GET", "/api/v1/products/" + product, at(position));
        assertThat(byId.status()).isEqualTo(200);
        assertThat(byId.text("/name/en")).isEqualTo("Rose toner");
        assertThat(byId.text("/variants/0/sku")).isEqualTo(sku("200").value());
        assertThat(byId.text("/variants/0/price/amount")).isEqualTo("1250");
        var bySlug = node.ask("GET", "/api/v1/products/" + slug, at(position));
        assertThat(bySlug.json()).isEqualTo(byId.json());
        assertThat(
                        node.ask(
                                        "GET",
                                        "/api/v1/products/" + slug,
                                        "If-None-Match",
                                        byId.header("ETag"))
                                .status())
                .isEqualTo(304);
    }

    @Test
    void show_values_of_attributes_as_people_read_them() {
        node.publish(
                new AttributeDefined(
                        AttributeId.of("warmth"),
                        new AttributeDefinition(
                                LocalizedText.english("Warmth"),
                                AttributeKind.CHOICE,
                                null,
                                List.of(
                                        AttributeChoice.of(
                                                "rose", LocalizedText.english("Damask rose"))),
                                true,
                                true,
                                true)));
        var scented = description("Rose toner", Map.of("warmth", List.of("rose")));
        var position =
                node.publish(
                        new ProductCreated(product, slug, scented, List.of(variant("200", 1_250))),
                        new ProductPublished(product));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> {
                    var page = node.ask("GET", "/api/v1/products/" + slug, at(position)).json();
                    assertThat(page.at("/attributes/warmth/0").asString()).isEqualTo("rose");
                    assertThat(page.at("/labelledAttributes/0/label/en").asString())
                            .isEqualTo("Warmth");
                    assertThat(page.at("/labelledAttributes/0/values/0/label/en").asString())
                            .isEqualTo("Damask rose");
                });
    }

    @Test
    void follow_every_change() {
        node.publish(created(), new ProductPublished(product));
        node.publish(new VariantAdded(product, variant("50", 600)));
        node.publish(new PriceChanged(product, sku("200"), Orders.gbp(1100)));
        var position = node.publish(new ProductDescribed(product, description("Rose water toner")));

        var page = node.ask("GET", "/api/v1/products/" + slug, at(position));
        assertThat(page.text("/name/en")).isEqualTo("Rose water toner");
        var variants = node.ask("GET", "/api/v1/products/" + slug + "/variants", at(position));
        assertThat(variants.json().get("items")).hasSize(2);
        assertThat(variants.text("/items/0/price/amount")).isEqualTo("1100");
        assertThat(variants.text("/items/1/price/amount")).isEqualTo("600");
        assertThat(variants.text("/items/0/options/size")).isEqualTo("200 ml");
    }

    @Test
    void show_variants_and_what_they_are_chosen_by_in_the_order_of_the_shop() {
        node.publish(created(), new ProductPublished(product));
        node.publish(new VariantAdded(product, variant("50", 600)));
        node.publish(new VariantsArranged(product, List.of(sku("50"), sku("200"))));
        var position = node.publish(new VariantAdded(product, variant("500", 2900)));

        var page = node.ask("GET", "/api/v1/products/" + slug, at(position)).json();
        assertThat(page.at("/variants").findValuesAsString("sku"))
                .containsExactly(sku("50").value(), sku("200").value(), sku("500").value());
        assertThat(page.at("/choices").toString())
                .isEqualTo("[{\"name\":\"size\",\"values\":[\"50 ml\",\"200 ml\",\"500 ml\"]}]");
    }

    @Test
    void show_the_pictures_and_videos_in_the_order_of_the_shop() {
        node.publish(created(), new ProductPublished(product));
        var media =
                List.of(
                        new ProductMedia(
                                new MediaId("media-b0771e"),
                                MediaFormat.JPEG,
                                LocalizedText.english("A bottle"),
                                sku("200")),
                        new ProductMedia(new MediaId("media-f11a"), MediaFormat.MP4, null, null));
        var position = node.publish(new MediaArranged(product, media));

        var page = node.ask("GET", "/api/v1/products/" + slug, at(position)).json();
        assertThat(page.at("/media").findValuesAsString("mediaId"))
                .containsExactly("media-b0771e", "media-f11a");
        assertThat(page.at("/media/0/alt/en").asString()).isEqualTo("A bottle");
        assertThat(page.at("/media/0/sku").asString()).isEqualTo(sku("200").value());

        position = node.publish(new MediaArranged(product, List.of()));
        assertThat(node.ask("GET", "/api/v1/products/" + slug, at(position)).json().at("/media"))
                .isEmpty();
    }

    @Test
    void show_a_variant_as_it_was_described_last_at_its_present_price() {
        node.publish(created(), new PriceChanged(product, sku("200"), Orders.gbp(1100)));
        var described =
                new Variant(
                        sku("200"),
                        Map.of("size", "0.2 l"),
                        Orders.gbp(1100),
                        Orders.gbp(1500),
                        "reduced",
                        250,
                        new Dimensions(40, 40, 180),
                        "5012345678900");
        var position =
                node.publish(
                        new VariantDescribed(product, described),
                        new PriceChanged(product, sku("200"), Orders.gbp(1000)),
                        new ProductPublished(product));

        var variant =
                node.ask("GET", "/api/v1/products/" + slug, at(position)).json().at("/variants/0");
        assertThat(variant.at("/options/size").asString()).isEqualTo("0.2 l");
        assertThat(variant.at("/price/amount").asLong()).isEqualTo(1_000);
        assertThat(variant.at("/compareAtPrice/amount").asLong()).isEqualTo(1_500);
        assertThat(variant.at("/dimensions/heightMillimetres").asInt()).isEqualTo(180);

        var plain = variant("200", 1_000);
        position = node.publish(new VariantDescribed(product, plain));
        variant =
                node.ask("GET", "/api/v1/products/" + slug, at(position)).json().at("/variants/0");
        assertThat(variant.has("compareAtPrice")).isFalse();
        assertThat(variant.has("dimensions")).isFalse();
    }

    @Test
    void show_costs_and_archived_variants_to_staff_only() {
        node.publish(created(), new VariantAdded(product, variant("50", 600)));
        node.publish(
                new CostPriceSet(product, sku("50"), Orders.gbp(431)),
                new CostPriceSet(product, sku("200"), Orders.gbp(987)));
        var position =
                node.publish(
                        new VariantArchived(product, sku("50")), new ProductPublished(product));

        var page = node.ask("GET", "/api/v1/products/" + slug, at(position)).json();
        assertThat(page.at("/variants")).hasSize(1);
        assertThat(page.toString()).doesNotContain("costPrice", "987", sku("50").value());
        var staff = node.staff("GET", "/api/v1/admin/products/" + slug, at(position));
        assertThat(staff.text("/variants/0/sku")).isEqualTo(sku("200").value());
        assertThat(staff.text("/archivedVariants/0/sku")).isEqualTo(sku("50").value());
        assertThat(staff.json().at("/costPrices")).hasSize(1);
        assertThat(staff.text("/costPrices/" + sku("200").value() + "/amount")).isEqualTo("987");

        position = node.publish(new CostPriceSet(product, sku("200"), null));
        staff = node.staff("GET", "/api/v1/admin/products/" + slug, at(position));
        assertThat(staff.json().at("/costPrices")).isEmpty();
    }

    @Test
    void lead_from_every_former_slug_to_the_present_one_of_its_language() {
        node.publish(
                created(),
                new SlugChanged(product, "th", slug + "-th"),
                new SlugChanged(product, null, slug + "-new"),
                new SlugChanged(product, "th", slug + "-thai"));
        var position = node.publish(new ProductPublished(product));

        var page = node.ask("GET", "/api/v1/products/" + slug + "-new", at(position));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text("/slug")).isEqualTo(slug + "-new");
        assertThat(page.json().at("/slugs").toString())
                .isEqualTo("{\"th\":\"%s-thai\"}".formatted(slug));
        assertThat(node.ask("GET", "/api/v1/products/" + slug + "-thai", at(position)).json())
                .isEqualTo(page.json());
        assertThat(movedTo(slug, position)).isEqualTo(slug + "-new");
        assertThat(movedTo(slug + "-th", position)).isEqualTo(slug + "-thai");
        assertThat(node.staff("GET", "/api/v1/admin/products/" + slug, at(position)).status())
                .isEqualTo(200);
        assertThat(node.ask("GET", "/api/v1/products/" + slug + "/variants", at(position)).status())
                .isEqualTo(200);

        position = node.publish(new SlugChanged(product, null, slug));
        assertThat(node.ask("GET", "/api/v1/products/" + slug, at(position)).status())
                .isEqualTo(200);
        assertThat(movedTo(slug + "-new", position)).isEqualTo(slug);
    }

    private String movedTo(String former, Position position) {
        var answer = node.ask("GET", "/api/v1/products/" + former, at(position));
        assertThat(answer.status()).isEqualTo(308);
        return answer.header("Location").substring("/api/v1/products/".length());
    }

    @Test
    void show_staff_when_they_are_to_be_published() {
        var nine = Instant.parse("2031-03-02T09:00:00Z");
        var position = node.publish(created(), new PublicationScheduled(product, nine));
        var path = "/api/v1/admin/products/" + slug;
        assertThat(node.staff("GET", path, at(position)).text("/publishAt"))
                .isEqualTo(nine.toString());

        position = node.publish(new ProductPublished(product));
        assertThat(node.staff("GET", path, at(position)).json().has("publishAt")).isFalse();
    }

    @Test
    void show_shoppers_the_price_of_a_sale_while_it_lasts() {
        var from = Instant.parse("2031-03-02T09:00:00Z");
        var sale =
                new Sale(
                        new SaleId("sale-" + product.value().substring(8)),
                        sku("200"),
                        Orders.gbp(990),
                        from,
                        null);
        node.publish(created(), new ProductPublished(product));
        var position = node.publish(new SaleScheduled(product, sale));
        var path = "/api/v1/products/" + slug;
        var admin = "/api/v1/admin/products/" + slug;
        assertThat(node.ask("GET", path, at(position)).text("/variants/0/price/amount"))
                .isEqualTo("1250");
        assertThat(node.staff("GET", admin, at(position)).text("/scheduledSales/0/saleId"))
                .isEqualTo(sale.saleId().value());

        position = node.publish(new SaleStarted(product, sale.saleId(), sku("200"), sale.price()));
        var page = node.ask("GET", path, at(position));
        assertThat(page.text("/variants/0/price/amount")).isEqualTo("990");
        assertThat(page.text("/variants/0/compareAtPrice/amount")).isEqualTo("1250");
        assertThat(page.text("/sales/0/from")).isEqualTo(from.toString());
        var staff = node.staff("GET", admin, at(position));
        assertThat(staff.text("/variants/0/price/amount")).isEqualTo("1250");
        assertThat(staff.json().at("/scheduledSales")).isEmpty();

        position = node.publish(new SaleEnded(product, sale.saleId(), sku("200")));
        page = node.ask("GET", path, at(position));
        assertThat(page.text("/variants/0/price/amount")).isEqualTo("1250");
        assertThat(page.json().at("/sales")).isEmpty();
    }

    @Test
    void hide_drafts_and_archived_products_from_shoppers_only() {
        var position = node.publish(created());
        assertThat(node.ask("GET", "/api/v1/products/" + slug, at(position)).status())
                .isEqualTo(404);
        assertThat(
                        node.staff("GET", "/api/v1/admin/products/" + slug, at(position))
                                .text("/status"))
                .isEqualTo("DRAFT");

        position = node.publish(new ProductPublished(product), new ProductArchived(product));
        assertThat(node.ask("GET", "/api/v1/products/" + slug, at(position)).status())
                .isEqualTo(404);
        var archived = node.staff("GET", "/api/v1/admin/products?status=ARCHIVED", at(position));
        assertThat(archived.json().get("items"))
                .anyMatch(page -> page.at("/productId").asString().equals(product.value()));
    }

    @Test
    void lead_through_the_categories_they_stand_in() {
        var unique = product.value().substring(30);
        var toners = new CategoryId("category-toners-" + unique);
        node.publish(
                new CategoryCreated(toners, null, "toners-" + unique, named("Toners")),
                created(),
                new ProductPublished(product));
        var placed =
                node.publish(
                        new ProductDescribed(
                                product, description("Rose toner").of(PETAL, List.of(toners))));
        var page = "/api/v1/products/" + product;
        var before = node.ask("GET", page, at(placed));
        assertThat(before.text("/breadcrumbs/0/0/name/en")).isEqualTo("Toners");

        var renamed = node.publish(new CategoryDescribed(toners, named("Face toners")));
        var after = node.ask("GET", page, at(renamed));
        assertThat(after.text("/breadcrumbs/0/0/name/en")).isEqualTo("Face toners");
        assertThat(after.header("ETag")).isNotEqualTo(before.header("ETag"));

        var removed = node.publish(new CategoryRemoved(toners));
        assertThat(node.ask("GET", page, at(removed)).json().at("/breadcrumbs")).isEmpty();
    }

    @Test
    void lead_to_their_brand_as_it_is_called_now() {
        var unique = product.value().substring(30);
        var petal = new BrandId("brand-petal-" + unique);
        var branded = description("Rose toner").of(petal, List.of());
        var placed =
                node.publish(
                        new BrandCreated(petal, "petal-" + unique, named("Petal")),
                        created(),
                        new ProductDescribed(product, branded),
                        new ProductPublished(product));
        var page = "/api/v1/products/" + product;
        var before = node.ask("GET", page, at(placed));
        assertThat(before.text("/brand")).isEqualTo(petal.value());
        assertThat(before.text("/brandLink/name/en")).isEqualTo("Petal");
        assertThat(before.text("/brandLink/slug")).isEqualTo("petal-" + unique);

        var renamed = node.publish(new BrandDescribed(petal, named("Petals")));
        var after = node.ask("GET", page, at(renamed));
        assertThat(after.text("/brandLink/name/en")).isEqualTo("Petals");
        assertThat(after.header("ETag")).isNotEqualTo(before.header("ETag"));

        var hidden = node.publish(new BrandDeactivated(petal));
        assertThat(node.ask("GET", page, at(hidden)).json().has("brandLink")).isFalse();
    }

    private static PageDescription named(String name) {
        return PageDescription.named(LocalizedText.english(name));
    }

    private ProductCreated created() {
        return new ProductCreated(
                product, slug, description("Rose toner"), List.of(variant("200", 1250)));
    }

    private static ProductDescription description(String name) {
        return description(name, Map.of("texture", List.of("light")));
    }

    private static ProductDescription description(
            String name, Map<String, List<String>> attributes) {
        return new ProductDescription(
                LocalizedText.english(name),
                null,
                null,
                null,
                null,
                PETAL,
                List.of(new CategoryId("category-skincare")),
                List.of(),
                null,
                attributes,
                false);
    }

    private Variant variant(String size, long price) {
        return new Variant(
                sku(size),
                Map.of("size", size + " ml"),
                Orders.gbp(price),
                null,
                "standard",
                240,
                null,
                null);
    }

    private Sku sku(String size) {
        return new Sku("T" + product.value().substring(30) + "-" + size);
    }
}

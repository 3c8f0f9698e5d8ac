package io.cartulary.query.catalog;

import static io.cartulary.query.QueryNode.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import io.cartulary.query.QueryNode;
import io.cartulary.query.order.Orders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Products as shoppers and staff see them, over HTTP.
class ProductPageTest {

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

    private ProductCreated created() {
        return new ProductCreated(
                product, slug, description("Rose toner"), List.of(variant("200", 1250)));
    }

    private static ProductDescription description(String name) {
        return new ProductDescription(
                LocalizedText.english(name),
                null,
                "Petal",
                List.of("Skincare"),
                List.of(),
                Map.of("skin type", List.of("dry")),
                List.of("toner.jpg"),
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
                null);
    }

    private Sku sku(String size) {
        return new Sku("T" + product.value().substring(30) + "-" + size);
    }
}

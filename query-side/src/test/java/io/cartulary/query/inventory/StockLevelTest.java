package io.cartulary.query.inventory;

import static io.cartulary.query.QueryNode.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.catalog.CatalogEvent.ProductCreated;
import io.cartulary.events.catalog.CatalogEvent.ProductPublished;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.StockEvent.ReservationConfirmed;
import io.cartulary.events.inventory.StockEvent.StockAdjusted;
import io.cartulary.events.inventory.StockEvent.StockItemRegistered;
import io.cartulary.events.inventory.StockEvent.StockReserved;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.order.OrderId;
import io.cartulary.query.QueryNode;
import io.cartulary.query.order.Orders;
import io.cartulary.web.Position;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Stock as shoppers and staff see it, over HTTP.
class StockLevelTest {

    private final QueryNode node = QueryNode.shared();
    private final ProductId product = ProductId.next();
    private final Sku sku = new Sku("S" + product.value().substring(30));
    private final StockItemId item = StockItemId.of(sku);
    private final OrderId order = OrderId.next();

    @Test
    void is_what_the_last_event_says() {
        var position = stockOfSeven();
        var level = node.staff("GET", "/api/v1/admin/stock/" + sku, at(position));
        assertThat(level.text("/onHand")).isEqualTo("7");
        assertThat(level.text("/reserved")).isEqualTo("2");
        assertThat(level.text("/available")).isEqualTo("5");
        assertThat(level.text("/productId")).isEqualTo(product.value());

        position = node.publish(new ReservationConfirmed(item, sku, order, 2, 5, 0));
        level = node.staff("GET", "/api/v1/admin/stock/" + sku, at(position));
        assertThat(level.text("/onHand")).isEqualTo("5");
        assertThat(level.text("/available")).isEqualTo("5");
    }

    @Test
    void comes_with_everything_that_happened() {
        var position = stockOfSeven();
        var path = "/api/v1/admin/stock/" + sku + "/changes";
        var first = node.staff("GET", path + "?limit=2", at(position));
        assertThat(first.text("/items/0/change")).isEqualTo("StockReserved");
        assertThat(first.text("/items/0/orderId")).isEqualTo(order.value());
        assertThat(first.text("/items/1/change")).isEqualTo("StockAdjusted");
        assertThat(first.text("/items/1/reason")).isEqualTo("DELIVERY");
        assertThat(first.text("/items/1/actor")).isEqualTo("admin");
        var second = node.staff("GET", path + "?limit=2&cursor=" + first.text("/next"));
        assertThat(second.json().get("items")).hasSize(1);
        assertThat(second.text("/items/0/change")).isEqualTo("StockItemRegistered");
    }

    @Test
    void is_found_when_it_runs_low() {
        var position = stockOfSeven();
        var low = node.staff("GET", "/api/v1/admin/stock?availableBelow=6&limit=200", at(position));
        assertThat(low.json().get("items")).anyMatch(this::isOurs);
        var lower =
                node.staff("GET", "/api/v1/admin/stock?availableBelow=5&limit=200", at(position));
        assertThat(lower.json().get("items")).noneMatch(this::isOurs);
    }

    @Test
    void tells_shoppers_what_can_be_bought_of_a_product() {
        var slug = "stocked-" + product.value().substring(30);
        node.publish(
                new ProductCreated(
                        product,
                        slug,
                        new ProductDescription(
                                LocalizedText.english("Stocked"),
                                null,
                                null,
                                List.of(),
                                List.of(),
                                Map.of(),
                                List.of(),
                                false),
                        List.of()),
                new ProductPublished(product));
        var position = stockOfSeven();
        var answer = node.ask("GET", "/api/v1/products/" + slug + "/availability", at(position));
        assertThat(answer.text("/0/sku")).isEqualTo(sku.value());
        assertThat(answer.text("/0/available")).isEqualTo("5");
    }

    private boolean isOurs(JsonNode level) {
        return level.at("/sku").asString().equals(sku.value());
    }

    private Position stockOfSeven() {
        node.publish(new StockItemRegistered(item, sku, product));
        node.publish(
                new StockAdjusted(
                        item,
                        sku,
                        7,
                        7,
                        0,
                        AdjustmentReason.DELIVERY,
                        "delivery-1",
                        null,
                        Orders.PLACED_AT));
        return node.publish(new StockReserved(item, sku, order, 2, 7, 2));
    }
}

package io.cartulary.query.inventory;

import static io.cartulary.query.QueryNode.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.StockEvent.*;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.inventory.WarehousePieces;
import io.cartulary.events.order.OrderId;
import io.cartulary.query.QueryNode;
import io.cartulary.query.order.Orders;
import io.cartulary.web.consistency.Position;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/// Stock as shoppers and staff see it, over HTTP.
@Execution(ExecutionMode.SAME_THREAD)
class StockLevelTest {

    private static final WarehouseCode BERLIN = new WarehouseCode("BERLIN");
    private static final WarehouseCode MAIN = WarehouseCode.MAIN;

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
        assertThat(level.text("/warehouses/0/warehouse")).isEqualTo("BERLIN");
        assertThat(level.text("/warehouses/0/onHand")).isEqualTo("4");
        assertThat(level.text("/warehouses/0/available")).isEqualTo("2");
        assertThat(level.text("/warehouses/1/onHand")).isEqualTo("3");

        position =
                node.publish(
                        new ReservationConfirmed(
                                item, sku, order, null, 2, 0, 5, 0, in(BERLIN, 2, 2, 0)));
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
        assertThat(first.text("/items/0/warehouses/0/warehouse")).isEqualTo("BERLIN");
        assertThat(first.text("/items/1/change")).isEqualTo("StockTransferred");
        assertThat(first.text("/items/1/reference")).isEqualTo("transfer-1");
        var second = node.staff("GET", path + "?limit=2&cursor=" + first.text("/next"));
        assertThat(second.json().get("items")).hasSize(2);
        assertThat(second.text("/items/0/change")).isEqualTo("StockAdjusted");
        assertThat(second.text("/items/0/reason")).isEqualTo("DELIVERY");
        assertThat(second.text("/items/0/actor")).isEqualTo("admin");
        assertThat(second.text("/items/1/change")).isEqualTo("StockItemRegistered");
    }

    @Test
    void tells_what_a_document_changed() {
        var invoice = "invoice " + sku;
        stockOfSeven();
        node.publish(adjusted(invoice + "/1", 8), adjusted(invoice + "0", 9));
        var position = node.publish(adjusted(invoice + "/2", 10));
        var path = "/api/v1/admin/stock/changes?limit=1&reference=" + invoice.replace(" ", "%20");

        var latest = node.staff("GET", path, at(position));
        assertThat(latest.text("/items/0/reference")).isEqualTo(invoice + "/2");
        assertThat(latest.text("/items/0/sku")).isEqualTo(sku.value());
        assertThat(latest.text("/items/0/onHand")).isEqualTo("10");
        var first = node.staff("GET", path + "&cursor=" + latest.text("/next"));
        assertThat(first.text("/items/0/reference")).isEqualTo(invoice + "/1");
        assertThat(first.json().has("next")).isFalse();
        assertThat(node.staff("GET", "/api/v1/admin/stock/changes").status()).isEqualTo(400);
    }

    private StockAdjusted adjusted(String reference, int onHand) {
        return new StockAdjusted(
                item,
                sku,
                1,
                onHand,
                0,
                AdjustmentReason.COUNT_CORRECTION,
                reference,
                null,
                Orders.PLACED_AT,
                in(MAIN, 1, onHand, 0));
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
    void is_low_when_no_more_are_left_than_was_agreed_to_be_few() {
        stockOfSeven();
        var position = node.publish(new StockPolicyAgreed(item, sku, 5, 100));
        var low = node.staff("GET", "/api/v1/admin/stock?low=true&limit=200", at(position));
        assertThat(low.json().get("items")).anyMatch(this::isOurs);
        position = node.publish(new StockPolicyAgreed(item, sku, null, 0));
        low = node.staff("GET", "/api/v1/admin/stock?low=true&limit=200", at(position));
        assertThat(low.json().get("items")).noneMatch(this::isOurs);
    }

    @Test
    void tells_who_waits_for_pieces() {
        stockOfSeven();
        var second = OrderId.next();
        node.publish(
                new StockReserved(item, sku, second, null, 7, 2, 7, 7, null, in(BERLIN, 5, 7, 7)));
        var position =
                node.publish(
                        new BackorderFilled(
                                item, sku, second, null, 1, 1, false, 8, 8, in(BERLIN, 1, 8, 8)));
        var path = "/api/v1/admin/stock/" + sku + "/backorders";
        var waiting = node.staff("GET", path, at(position));
        assertThat(waiting.json().get("items")).hasSize(1);
        assertThat(waiting.text("/items/0/orderId")).isEqualTo(second.value());
        assertThat(waiting.text("/items/0/quantity")).isEqualTo("1");
        var level = node.staff("GET", "/api/v1/admin/stock/" + sku);
        assertThat(level.text("/backordered")).isEqualTo("1");

        position =
                node.publish(
                        new ReservationReleased(
                                item, sku, second, null, 7, 1, 8, 2, in(BERLIN, 6, 8, 2)));
        assertThat(node.staff("GET", path, at(position)).json().get("items")).isEmpty();
    }

    @Test
    void tells_page_by_page_who_waits_the_longest_waiting_first() {
        var position = stockOfSeven();
        var waiting = List.of(OrderId.next(), OrderId.next(), OrderId.next());
        for (var each : waiting) {
            position =
                    node.publish(
                            new StockReserved(
                                    item, sku, each, null, 1, 1, 7, 7, null, in(BERLIN, 0, 7, 7)));
        }
        var path = "/api/v1/admin/stock/" + sku + "/backorders?limit=2";
        var first = node.staff("GET", path, at(position));
        var second = node.staff("GET", path + "&cursor=" + first.text("/next"));
        assertThat(
                        List.of(
                                first.text("/items/0/orderId"),
                                first.text("/items/1/orderId"),
                                second.text("/items/0/orderId")))
                .isEqualTo(waiting.stream().map(OrderId::value).toList());
        assertThat(second.json().has("next")).isFalse();
    }

    @Test
    void is_not_sent_again_until_it_changed() {
        var position = stockOfSeven();
        var path = "/api/v1/admin/stock/" + sku;
        var eTag = node.staff("GET", path, at(position)).header("ETag");
        assertThat(node.staff("GET", path, "If-None-Match", eTag).status()).isEqualTo(304);

        node.publish(new StockPolicyAgreed(item, sku, 5, 100));
        await().untilAsserted(() ->
                assertThat(node.staff("GET", path, "If-None-Match", eTag).status()).isEqualTo(200));
    }

    @Test
    void of_a_bundle_is_what_its_parts_suffice_for() {
        var bundle = new Sku("B" + product.value().substring(30));
        node.publish(new StockItemRegistered(StockItemId.of(bundle), bundle, product));
        stockOfSeven();
        var position =
                node.publish(
                        new BundleDefined(
                                StockItemId.of(bundle), bundle, List.of(new SkuQuantity(sku, 2))));
        var level = node.staff("GET", "/api/v1/admin/stock/" + bundle, at(position));
        assertThat(level.text("/available")).isEqualTo("2");
        assertThat(level.text("/parts/0/sku")).isEqualTo(sku.value());
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
                                null,
                                null,
                                null,
                                List.of(),
                                List.of(),
                                null,
                                Map.of(),
                                false),
                        List.of(
                                new Variant(
                                        sku,
                                        Map.of(),
                                        Orders.gbp(900),
                                        null,
                                        "standard",
                                        100,
                                        null,
                                        null))),
                new ProductPublished(product));
        var position = stockOfSeven();
        var answer = node.ask("GET", "/api/v1/products/" + slug + "/availability", at(position));
        assertThat(answer.text("/items/0/sku")).isEqualTo(sku.value());
        assertThat(answer.text("/items/0/available")).isEqualTo("5");
    }

    private static List<WarehousePieces> in(
            WarehouseCode warehouse, int quantity, int onHand, int reserved) {
        return List.of(new WarehousePieces(warehouse, quantity, onHand, reserved));
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
                        Orders.PLACED_AT,
                        in(BERLIN, 7, 4, 0)));
        node.publish(
                new StockTransferred(
                        item,
                        sku,
                        3,
                        7,
                        0,
                        "transfer-1",
                        List.of(
                                new WarehousePieces(BERLIN, 3, 4, 0),
                                new WarehousePieces(MAIN, 3, 3, 0))));
        return node.publish(
                new StockReserved(item, sku, order, null, 2, 0, 7, 2, null, in(BERLIN, 2, 4, 2)));
    }
}

package io.cartulary.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.inventory.StockCommand.AdjustStock;
import io.cartulary.command.inventory.StockCommand.RegisterStockItem;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.StockItemId;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/// The past of objects over HTTP, in the application of [ShopOverHttpTest].
abstract class HistoryOverHttp extends ShopOverHttp {

    /// More than makes a snapshot.
    private static final int MANY = 210;

    @Autowired CommandGateway commands;

    @Test
    void says_who_did_what_and_what_it_changed() {
        coupon("PAST-1", "{\"discount\": {\"kind\": \"PERCENTAGE\", \"percent\": \"10\"}}");
        staff(
                HttpMethod.PUT,
                "/admin/coupons/PAST-1",
                "{\"discount\": {\"kind\": \"PERCENTAGE\", \"percent\": \"20\"}, \"usageLimit\": 5}",
                null);
        staff(HttpMethod.POST, "/admin/coupons/PAST-1/deactivation", null, null);

        var history = read("/admin/history/coupon-PAST-1");
        assertThat(history.at("/items").findValuesAsString("type"))
                .containsExactly(
                        "coupon.CouponDeactivated", "coupon.CouponRevised", "coupon.CouponCreated");
        var last = history.at("/items/0");
        assertThat(last.at("/version").asInt()).isEqualTo(2);
        assertThat(last.at("/what").asString()).isEqualTo("Coupon PAST-1 was switched off");
        assertThat(last.at("/actorRole").asString()).isEqualTo("STAFF");
        assertThat(last.at("/actorId").asString()).isNotEmpty();
        assertThat(last.at("/origin/address").asString()).isEqualTo("127.0.0.1");
        assertThat(last.at("/requestId").asString()).isNotEmpty();
        assertThat(last.at("/recorded/code").asString()).isEqualTo("PAST-1");
        assertThat(last.at("/changes").toString())
                .isEqualTo("[{\"field\":\"active\",\"before\":true,\"after\":false}]");
        assertThat(history.at("/items/1/changes").toString())
                .isEqualTo(
                        """
                        [{"field":"terms.discount.percent","before":"10","after":"20"},\
                        {"field":"terms.usageLimit","after":5}]\
                        """);
        assertThat(history.at("/items/2/changes").findValuesAsString("field"))
                .contains("code", "active", "terms")
                .doesNotContain("orders");
    }

    @Test
    void is_read_page_by_page() {
        coupon("PAST-2", "{\"discount\": {\"kind\": \"FREE_SHIPPING\"}}");
        staff(HttpMethod.POST, "/admin/coupons/PAST-2/deactivation", null, null);
        staff(HttpMethod.POST, "/admin/coupons/PAST-2/activation", null, null);

        var first = read("/admin/history/coupon-PAST-2?limit=2");
        assertThat(versions(first)).containsExactly(2, 1);
        var second =
                read("/admin/history/coupon-PAST-2?limit=2&cursor=" + first.at("/next").asString());
        assertThat(versions(second)).containsExactly(0);
        assertThat(second.has("next")).isFalse();
        assertThat(first.at("/items/1/changes/0/before").asBoolean()).isTrue();
        assertThat(
                        codeOf(
                                ask(
                                        "/admin/history/coupon-PAST-1?cursor="
                                                + first.at("/next").asString()),
                                400))
                .isEqualTo("INVALID_VALUE");
    }

    @Test
    void names_the_price_of_a_variant_that_changed() {
        var product = offer("past-priced", "PAST-SKU").replaceAll(".*/", "");
        staff(
                HttpMethod.PUT,
                "/admin/products/%s/variants/PAST-SKU/price".formatted(product),
                "{\"price\": {\"amount\": 1300, \"currency\": \"EUR\"}}",
                null);

        var changed = read("/admin/history/" + product).at("/items/0");
        assertThat(changed.at("/changes").toString())
                .isEqualTo(
                        "[{\"field\":\"assortment.variants[PAST-SKU].price.amount\",\"before\":1250,\"after\":1300}]");
    }

    @Test
    void shows_an_object_as_it_was_at_an_instant_and_after_an_event() {
        coupon("PAST-3", "{\"discount\": {\"kind\": \"FREE_SHIPPING\"}}");
        staff(HttpMethod.POST, "/admin/coupons/PAST-3/deactivation", null, null);
        staff(HttpMethod.POST, "/admin/coupons/PAST-3/activation", null, null);
        var history = read("/admin/history/coupon-PAST-3").at("/items");
        var path = "/admin/history/coupon-PAST-3/state";

        for (var version = 0; version <= 2; version++) {
            var at = history.get(2 - version).at("/at").asString();
            for (var question : List.of("?version=" + version, "?asOf=" + at)) {
                var state = read(path + question);
                assertThat(state.at("/version").asInt()).as(question).isEqualTo(version);
                assertThat(state.at("/at").asString()).isEqualTo(at);
                assertThat(state.at("/kind").asString()).isEqualTo("COUPON");
                assertThat(state.at("/state/active").asBoolean()).isEqualTo(version != 1);
                assertThat(state.at("/beginning/terms/discount/kind").asString())
                        .isEqualTo("FREE_SHIPPING");
            }
        }
        var between = Instant.parse(history.get(0).at("/at").asString()).minusNanos(1_000);
        assertThat(read(path + "?asOf=" + between).at("/version").asInt()).isEqualTo(1);
        assertThat(read(path).at("/version").asInt()).isEqualTo(2);
    }

    @Test
    void refuses_what_was_never_there() {
        coupon("PAST-4", "{\"discount\": {\"kind\": \"FREE_SHIPPING\"}}");
        var path = "/admin/history/coupon-PAST-4/state";

        assertThat(codeOf(ask("/admin/history/order-none"), 404)).isEqualTo("NOT_FOUND");
        assertThat(codeOf(ask("/admin/history/order-none/state"), 404)).isEqualTo("NOT_FOUND");
        assertThat(codeOf(ask("/admin/history/order-none/state?version=0"), 404))
                .isEqualTo("NOT_FOUND");
        assertThat(codeOf(ask("/admin/history/order-none/state?asOf=2026-01-01T00:00:00Z"), 404))
                .isEqualTo("NOT_FOUND");
        assertThat(codeOf(ask(path + "?asOf=yesterday"), 400)).isEqualTo("INVALID_VALUE");
        var future = ask(path + "?asOf=2999-01-01T00:00:00Z");
        assertThat(codeOf(future, 400)).isEqualTo("INVALID_VALUE");
        assertThat(textAt(future, "/field")).isEqualTo("asOf");
        var before = ask(path + "?asOf=2001-01-01T00:00:00Z");
        assertThat(codeOf(before, 404)).isEqualTo("NOT_YET_THERE");
        assertThat(textAt(before, "/field")).isEqualTo("asOf");
        for (var version : List.of("1", "-1")) {
            var beyond = ask(path + "?version=" + version);
            assertThat(codeOf(beyond, 404)).isEqualTo("UNKNOWN_VERSION");
            assertThat(textAt(beyond, "/detail"))
                    .isEqualTo("version must be from 0 to 0, the last of coupon-PAST-4.");
        }
        assertThat(codeOf(ask(path + "?version=x"), 400)).isEqualTo("INVALID_VALUE");
        assertThat(codeOf(ask(path + "?version=0&asOf=2026-01-01T00:00:00Z"), 400))
                .isEqualTo("INVALID_VALUE");
    }

    @Test
    void reaches_before_and_after_the_snapshot_of_an_object() {
        var item = stockItemWithSnapshot(new Sku("PAST-STOCK"));

        assertThat(onHand(item, "?version=5")).isEqualTo(5);
        assertThat(onHand(item, "?version=" + (MANY - 1))).isEqualTo(MANY - 1);
        assertThat(onHand(item, "")).isEqualTo(MANY);
        var page = read("/admin/history/%s?limit=200".formatted(item));
        assertThat(versions(page)).startsWith(MANY).hasSize(200);
        assertThat(page.at("/items/0/changes/0/field").asString()).isEqualTo("levels.onHand");
        assertThat(page.at("/items/0/changes/0/before").asInt()).isEqualTo(MANY - 1);
        assertThat(page.at("/items/199/changes/0/after").asInt()).isEqualTo(MANY - 199);
        var rest =
                read(
                        "/admin/history/%s?limit=200&cursor=%s"
                                .formatted(item, page.at("/next").asString()));
        assertThat(versions(rest)).endsWith(1, 0).hasSize(MANY + 1 - 200);
    }

    private StockItemId stockItemWithSnapshot(Sku sku) {
        var item = StockItemId.of(sku);
        commands.sendAndWait(new RegisterStockItem(item, sku, new ProductId("product-past-stock")));
        for (var number = 1; number <= MANY; number++) {
            commands.sendAndWait(
                    new AdjustStock(
                            item,
                            1,
                            AdjustmentReason.DELIVERY,
                            "delivery-" + number,
                            null,
                            Instant.parse("2026-01-15T12:00:00Z")));
        }
        await().atMost(SOON)
                .until(() ->
                        database.sql(
                                                "select count(*) from snapshot_event_entry where aggregate_identifier = ?")
                                        .param(item.value())
                                        .query(Integer.class)
                                        .single()
                                == 1);
        return item;
    }

    private int onHand(StockItemId item, String question) {
        return read("/admin/history/%s/state%s".formatted(item, question))
                .at("/state/levels/onHand")
                .asInt();
    }

    @Test
    void has_nothing_of_a_person_who_was_erased() {
        // As it stands in the store once the key of its subject is destroyed.
        database.sql(
                        """
                        insert into domain_event_entry (type, aggregate_identifier, sequence_number, event_identifier,
                            time_stamp, payload_type, payload_revision, payload, meta_data)
                        values ('Customer', 'customer-erased', 0, 'event-of-erased', now(), 'customer.ProfileChanged', '1',
                            convert_to('{"customerId":"customer-erased","profile":"p1:customer-erased:AAAA"}', 'UTF8'),
                            convert_to('{"actorId":"customer-erased","origin":"p1:customer-erased:AAAA"}', 'UTF8'))\
                        """)
                .update();

        var event = read("/admin/history/customer-erased").at("/items/0");
        assertThat(event.at("/recorded/profile").toString()).isEqualTo("{\"erased\":true}");
        assertThat(event.has("origin")).isFalse();
        var state = read("/admin/history/customer-erased/state?version=0").at("/state");
        assertThat(state.at("/customerId").asString()).isEqualTo("customer-erased");
        assertThat(state.has("profile")).isFalse();
    }

    private JsonNode read(String path) {
        var answer = ask(path);
        assertThat(answer.getStatusCode().value()).as("%s", answer).isEqualTo(200);
        return answer.getBody();
    }

    private ResponseEntity<JsonNode> ask(String path) {
        return staff(HttpMethod.GET, path, null, null);
    }

    private static List<Integer> versions(JsonNode page) {
        return page.at("/items").findValues("version").stream().map(JsonNode::asInt).toList();
    }
}

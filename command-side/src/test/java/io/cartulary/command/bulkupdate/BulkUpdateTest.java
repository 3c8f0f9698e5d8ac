package io.cartulary.command.bulkupdate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.importing.ImportingShop;
import io.cartulary.events.catalog.CatalogEvent.*;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Updates of many products over HTTP.
class BulkUpdateTest extends BulkUpdating {

    @BeforeAll
    static void open(@TempDir Path directory) {
        shop = new ImportingShop(directory);
        shop.start();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void prices_of_all_products_are_changed_once_and_restored()
            throws IOException, InterruptedException {
        fill("all", 250);
        var begun = shop.events().size();

        var update = run(tenthOff("all"));

        assertThat(update.get("state").asString()).isEqualTo("DONE");
        assertThat(update.get("done").asInt()).isEqualTo(250);
        assertThat(prices(begun)).hasSize(500).doesNotHaveDuplicates();
        assertThat(prices(begun).stream().map(changed -> changed.sku() + " " + changed.price()))
                .contains("ALL-100-S EUR 90.00", "ALL-7-S EUR 6.30", "ALL-7-L EUR 900.00");

        var changed = shop.events().size();
        var undone = undo(update);
        assertThat(undone.get("undoes")).isEqualTo(update.get("updateId"));
        assertThat(undone.get("done").asInt()).isEqualTo(250);
        assertThat(prices(changed).stream().map(price -> price.sku() + " " + price.price()))
                .hasSize(500)
                .contains("ALL-100-S EUR 100.00", "ALL-7-S EUR 7.00", "ALL-7-L EUR 1000.00");
    }

    @Test
    void undoing_leaves_products_that_someone_else_changed_since()
            throws IOException, InterruptedException {
        fill("thing", 3);
        var filled = shop.events().size();
        var update =
                run(
                        """
                        {"products": ["%s", "%s", "product-none"],
                         "change": {"price": {"direction": "RAISE", "amount": {"amount": 150, "currency": "EUR"},
                                              "rounding": {"stepMinor": 100, "lessMinor": 1, "towards": "NEAREST"}},
                                    "addTags": ["summer"], "status": "ARCHIVED"}}
                        """
                                .formatted(idOf("thing-1"), idOf("thing-2")));
        assertThat(update.get("done").asInt()).isEqualTo(2);
        assertThat(update.get("refused").asInt()).isEqualTo(1);
        assertThat(outcomes(update).at("/items").findValuesAsString("reason"))
                .containsOnlyOnce("NOT_FOUND");
        assertThat(shop.eventsAfter(filled).stream().filter(PriceChanged.class::isInstance))
                .extracting(event -> ((PriceChanged) event).price().toString())
                .containsExactlyInAnyOrder("EUR 2.99", "EUR 1001.99", "EUR 3.99", "EUR 1001.99");

        var other = "/api/v1/admin/products/" + idOf("thing-2") + "/publication";
        assertThat(shop.postJson(other, "").statusCode()).isEqualTo(204);
        var price = "/api/v1/admin/products/" + idOf("thing-2") + "/variants/THING-2-S/price";
        assertThat(
                        shop.putJson(price, "{\"price\": {\"amount\": 500, \"currency\": \"EUR\"}}")
                                .statusCode())
                .isEqualTo(204);
        var begun = shop.events().size();
        var undone = undo(update);

        assertThat(undone.get("done").asInt()).isEqualTo(1);
        assertThat(undone.get("refused").asInt()).isEqualTo(1);
        var refused =
                ImportingShop.json(shop.get(path(undone) + "/outcomes?done=false").body())
                        .at("/items/0");
        assertThat(refused.get("id").asString()).isEqualTo(idOf("thing-2"));
        assertThat(refused.get("reason").asString()).isEqualTo("CHANGED_SINCE");
        assertThat(shop.eventsAfter(begun))
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly(
                        "ProductPublished", "PriceChanged", "PriceChanged", "ProductDescribed");
    }

    @Test
    void a_filter_finds_by_category_brand_status_and_tag()
            throws IOException, InterruptedException {
        fill("some", 10);
        var even =
                shop.bean(JdbcClient.class)
                        .sql("select category_id from category where name = 'Even'")
                        .query(String.class)
                        .single();
        var tagged =
                run(
                        "{\"filter\": {\"category\": \"%s\", \"status\": \"PUBLISHED\", \"tag\": \"some\"}, \"change\": {\"addTags\": [\"even\"]}}"
                                .formatted(even));
        assertThat(tagged.get("done").asInt()).isEqualTo(5);
        assertThat(tagged.get("looked").asInt()).isGreaterThanOrEqualTo(5);

        var odd =
                shop.bean(JdbcClient.class)
                        .sql("select brand_id from brand where name = 'Odd'")
                        .query(String.class)
                        .single();
        var branded =
                run(
                        "{\"filter\": {\"brand\": \"%s\", \"tag\": \"some\"}, \"change\": {\"addTags\": [\"odd\"]}}"
                                .formatted(odd));
        assertThat(branded.get("done").asInt()).isEqualTo(5);
        assertThat(outcomes(branded).at("/items").findValuesAsString("id"))
                .contains(idOf("some-1"))
                .doesNotContain(idOf("some-2"));

        var withdrawn =
                run("{\"filter\": {\"tag\": \"even\"}, \"change\": {\"status\": \"DRAFT\"}}");
        assertThat(withdrawn.get("done").asInt()).isEqualTo(5);
        assertThat(withdrawn.get("looked").asInt()).isGreaterThanOrEqualTo(10);
        assertThat(shop.events()).filteredOn(ProductReturnedToDraft.class::isInstance).hasSize(5);

        // A job has no position that the next request could name.
        var drafts = outcomes(withdrawn).at("/items").findValuesAsString("id");
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        shop.bean(JdbcClient.class)
                                        .sql(
                                                "select count(*) from sellable_product where product_id in (:ids) and not for_sale")
                                        .param("ids", drafts)
                                        .query(Long.class)
                                        .single()
                                == drafts.size());
        var moved =
                run(
                        "{\"filter\": {\"status\": \"DRAFT\", \"tag\": \"even\"}, \"change\": {\"removeCategories\": [\"%s\"], \"setAttributes\": {\"unheard-of\": [\"x\"]}}}"
                                .formatted(even));
        assertThat(moved.get("refused").asInt()).isEqualTo(5);
        assertThat(outcomes(moved).at("/items/0/reason").asString()).isEqualTo("ATTRIBUTE_UNKNOWN");
    }

    @Test
    void a_cancelled_update_keeps_what_it_did_and_can_be_undone()
            throws IOException, InterruptedException {
        fill("many", 1000);
        var update = begin(tenthOff("many"));
        var second = shop.postJson(UPDATE, tenthOff("many"));
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("BULK_UPDATE_RUNNING");
        assertThat(shop.postJson(path(update) + "/cancellation", "").statusCode()).isEqualTo(204);
        var cancelled = awaitEnd(update);

        assertThat(cancelled.get("state").asString()).isEqualTo("CANCELLED");
        var done = cancelled.get("done").asInt();
        assertThat(done).isLessThan(1000);
        assertThat(undo(cancelled).get("done").asInt()).isEqualTo(done);
    }

    @Test
    void past_updates_are_listed_the_latest_first_until_they_are_cleared()
            throws IOException, InterruptedException {
        fill("past", 2);
        var first = run(tenthOff("past"));
        var second = run(tenthOff("past"));
        var third = undo(second);

        var page = list("?limit=2");
        assertThat(page.at("/items").findValuesAsString("updateId"))
                .containsExactly(idOf(third), idOf(second));
        var next = list("?limit=2&cursor=" + page.at("/next").asString());
        assertThat(next.at("/items/0/updateId").asString()).isEqualTo(idOf(first));

        shop.bean(JdbcClient.class)
                .sql(
                        "update bulk_update set finished_at = now() - interval '91 days' where update_id in (?, ?)")
                .params(idOf(first), idOf(second))
                .update();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> shop.get(path(first)).statusCode() == 404);
        assertThat(shop.get(path(second)).statusCode()).isEqualTo(200);
        assertThat(undo(third).get("done").asInt()).isEqualTo(2);
    }

    private static JsonNode list(String page) throws IOException, InterruptedException {
        return ImportingShop.json(shop.get("/api/v1/admin/bulk-updates" + page).body());
    }

    private static String idOf(JsonNode update) {
        return update.get("updateId").asString();
    }

    @Test
    void what_is_not_to_be_understood_is_refused_whole() throws IOException, InterruptedException {
        for (var body :
                List.of(
                        "{" + TENTH_OFF + "}",
                        "{\"filter\": {}, " + TENTH_OFF + "}",
                        "{\"filter\": {\"all\": true, \"tag\": \"x\"}, " + TENTH_OFF + "}",
                        "{\"products\": [], " + TENTH_OFF + "}",
                        "{\"filter\": {\"all\": true}, \"change\": {}}",
                        "{\"filter\": {\"all\": true}, \"change\": {\"addTags\": [\"a\"], \"removeTags\": [\"a\"]}}")) {
            var answer = shop.postJson(UPDATE, body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        }
        var category =
                shop.postJson(
                        UPDATE,
                        "{\"filter\": {\"all\": true}, \"change\": {\"addCategories\": [\"category-none\"]}}");
        assertThat(category.body()).contains("UNKNOWN_CATEGORY", "change.addCategories");
        for (var unknown : List.of("category", "brand")) {
            var filter = "{\"filter\": {\"%1$s\": \"%1$s-none\"}, %2$s}";
            var refused = shop.postJson(UPDATE, filter.formatted(unknown, TENTH_OFF));
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("filter." + unknown);
        }
    }
}

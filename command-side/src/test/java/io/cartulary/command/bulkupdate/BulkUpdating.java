package io.cartulary.command.bulkupdate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.importing.ImportingShop;
import io.cartulary.events.catalog.CatalogEvent.*;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Asks a shop of its own for updates of many products.
abstract class BulkUpdating {

    static final String UPDATE = "/api/v1/admin/products/bulk-update";
    static final String TENTH_OFF =
            "\"change\": {\"price\": {\"direction\": \"LOWER\", \"percent\": \"10\"}}";

    static ImportingShop shop;

    /// A tenth off all that have a tag.
    static String tenthOff(String tag) {
        return "{\"filter\": {\"tag\": \"%s\"}, %s}".formatted(tag, TENTH_OFF);
    }

    /// Products with a tag, of two variants each, the first of product `n` at `n` euros.
    void fill(String tag, int products) throws IOException, InterruptedException {
        var lines =
                IntStream.rangeClosed(1, products)
                        .mapToObj(n ->
                                """
                                {"slug": "%3$s-%1$d", "name": "Thing %1$d", "currency": "EUR", "tags": ["%3$s"], "brand": "%2$s", "categories": ["%2$s"], "option_groups": ["size"],\
                                 "variants": [{"sku": "%3$s-%1$d-S", "options": ["S"], "price": %1$d}, {"sku": "%3$s-%1$d-L", "options": ["L"], "price": 1000}]}
                                """
                                        .formatted(n, n % 2 == 0 ? "Even" : "Odd", tag))
                        .collect(Collectors.joining());
        var status = shop.takeIn("products", lines.getBytes(UTF_8));
        assertThat(status.get("rowsTaken").asInt()).isEqualTo(products);
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        shop.bean(JdbcClient.class)
                                        .sql(
                                                "select count(*) from catalogue_price join sellable_product using (product_id) where for_sale and sku like ?")
                                        .param(tag.toUpperCase(Locale.ROOT) + "-%-L")
                                        .query(Integer.class)
                                        .single()
                                == products);
    }

    JsonNode begin(String body) throws IOException, InterruptedException {
        var answer = shop.postJson(UPDATE, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return ImportingShop.json(answer.body());
    }

    JsonNode run(String body) throws IOException, InterruptedException {
        return awaitEnd(begin(body));
    }

    JsonNode undo(JsonNode update) throws IOException, InterruptedException {
        var answer = shop.postJson(path(update) + "/undo", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return awaitEnd(ImportingShop.json(answer.body()));
    }

    static String path(JsonNode update) {
        return "/api/v1/admin/bulk-updates/" + update.get("updateId").asString();
    }

    JsonNode awaitEnd(JsonNode update) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> ImportingShop.json(shop.get(path(update)).body()),
                        status -> !status.get("state").asString().equals("RUNNING"));
    }

    JsonNode outcomes(JsonNode update) throws IOException, InterruptedException {
        return ImportingShop.json(shop.get(path(update) + "/outcomes?limit=200").body());
    }

    List<PriceChanged> prices(int before) {
        return shop.eventsAfter(before).stream()
                .filter(PriceChanged.class::isInstance)
                .map(PriceChanged.class::cast)
                .toList();
    }

    String idOf(String slug) {
        return shop.events().stream()
                .filter(ProductCreated.class::isInstance)
                .map(ProductCreated.class::cast)
                .filter(created -> created.slug().equals(slug))
                .findFirst()
                .orElseThrow()
                .productId()
                .value();
    }
}

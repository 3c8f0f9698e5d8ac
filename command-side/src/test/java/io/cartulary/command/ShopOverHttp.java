package io.cartulary.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.pricing.tables.PriceTable;
import io.cartulary.command.pricing.terms.SkuOffer;
import io.cartulary.events.coupon.CouponEvent.*;
import io.cartulary.events.inventory.Sku;
import io.cartulary.tests.access.OperatorAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/// What tests of the shop over HTTP ask it with.
abstract class ShopOverHttp {

    static final Duration SOON = Duration.ofSeconds(20);

    @LocalServerPort int port;
    @Autowired PriceTable priceList;
    @Autowired JdbcClient database;
    @Autowired TransactionTemplate transactions;
    @Autowired EventGateway events;

    String offer(String slug, String sku) {
        return staff(HttpMethod.POST, "/admin/products", product(slug, sku), null)
                .getHeaders()
                .getLocation()
                .toString();
    }

    void coupon(String code, String terms) {
        var created =
                staff(
                        HttpMethod.POST,
                        "/admin/coupons",
                        "{\"code\": \"%s\", \"terms\": %s}".formatted(code, terms),
                        null);
        assertThat(created.getStatusCode().value()).isEqualTo(201);
        await().atMost(SOON)
                .until(() ->
                        database.sql("select count(*) from coupon_terms where code = ?")
                                        .param(code)
                                        .query(Integer.class)
                                        .single()
                                == 1);
    }

    String openCart() {
        return shopper(HttpMethod.POST, "/cart", null, null).getHeaders().getFirst("Cart-Token");
    }

    ResponseEntity<JsonNode> add(String token, String sku, int quantity) {
        return shopper(
                HttpMethod.POST,
                "/cart/items",
                "{\"sku\": \"%s\", \"quantity\": %d}".formatted(sku, quantity),
                token);
    }

    void awaitForSale(String sku, boolean forSale) {
        await().atMost(SOON)
                .until(() -> {
                    var entry = find(sku);
                    return entry != null && entry.forSale() == forSale;
                });
    }

    SkuOffer find(String sku) {
        return priceList.find(List.of(new Sku(sku)), Instant.now()).get(new Sku(sku));
    }

    int eventsOf(String type, String content) {
        return database.sql(
                        """
                        select count(*) from domain_event_entry
                        where payload_type like ? and position(? in convert_from(payload, 'UTF8')) > 0\
                        """)
                .params("%" + type, content)
                .query(Integer.class)
                .single();
    }

    ResponseEntity<JsonNode> staff(
            HttpMethod method,
            String path,
            @Nullable String body,
            @Nullable String idempotencyKey) {
        return exchange(
                method,
                path,
                body,
                request -> {
                    request.header("Authorization", OperatorAccess.bearer(port));
                    if (idempotencyKey != null) {
                        request.header("Idempotency-Key", idempotencyKey);
                    }
                });
    }

    ResponseEntity<JsonNode> shopper(
            HttpMethod method, String path, @Nullable String body, @Nullable String token) {
        return exchange(
                method,
                path,
                body,
                request -> {
                    if (token != null) {
                        request.header("Cart-Token", token);
                    }
                });
    }

    ResponseEntity<JsonNode> exchange(
            HttpMethod method,
            String path,
            @Nullable String body,
            Consumer<RestClient.RequestBodySpec> headers) {
        var request =
                RestClient.create("http://localhost:" + port + "/api/v1").method(method).uri(path);
        headers.accept(request);
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        return request.retrieve().onStatus(_ -> true, (_, _) -> {}).toEntity(JsonNode.class);
    }

    static String codeOf(ResponseEntity<JsonNode> response, int status) {
        assertThat(response.getStatusCode().value()).as("%s", response).isEqualTo(status);
        return textAt(response, "/code");
    }

    static String textAt(ResponseEntity<JsonNode> response, String pointer) {
        return response.getBody().at(pointer).asString();
    }

    static String product(String slug, String sku) {
        return """
        {"slug": "%s",
         "description": {"name": {"en": "Thing %s"}},
         "variants": [{"sku": "%s", "options": {"size": "M"}, "price": {"amount": 1250, "currency": "EUR"},
                       "weightGrams": 200}],
         "publish": true}\
        """
                .formatted(slug, slug, sku);
    }
}

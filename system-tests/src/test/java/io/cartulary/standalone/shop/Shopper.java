package io.cartulary.standalone.shop;

import static org.awaitility.Awaitility.await;

import io.cartulary.tests.access.OperatorAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a shop's developer can do: HTTP requests and nothing else.
public final class Shopper {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();
    private final URI shop;
    private final String operatorKey;
    private String cartToken = "";
    private String position = "";

    /// @param operatorKey as whom it acts as staff
    public Shopper(URI shop, String operatorKey) {
        this.shop = shop;
        this.operatorKey = operatorKey;
    }

    public record Answer(int status, JsonNode body, HttpResponse<String> response) {

        public Answer expect(int expected) {
            if (status != expected) {
                throw new AssertionError(
                        "expected %d but was %d: %s".formatted(expected, status, response.body()));
            }
            return this;
        }

        public String text(String field) {
            return body.path(field).asString("");
        }
    }

    /// A new product with one variant, its stock and its publication.
    public void stock(String sku, long priceMinor, int pieces) {
        var product =
                staff(
                                "POST",
                                "/admin/products",
                                """
                                {"slug": "%s",
                                 "description": {"name": {"en": "Journey %s"}},
                                 "variants": [{"sku": "%s", "price": {"amount": %d, "currency": "GBP"}, "taxClass": "standard", "weightGrams": 200}],
                                 "publish": true}\
                                """
                                        .formatted(
                                                sku.toLowerCase(java.util.Locale.ROOT),
                                                sku,
                                                sku,
                                                priceMinor))
                        .expect(201);
        staff(
                        "POST",
                        "/admin/stock/" + sku + "/adjustments",
                        "{\"delta\": %d, \"reason\": \"DELIVERY\", \"reference\": \"delivery-%s\"}"
                                .formatted(pieces, product.text("productId")))
                .expect(204);
    }

    public void openCart() {
        var opened = shop("POST", "/cart", null).expect(201);
        cartToken = opened.response().headers().firstValue("Cart-Token").orElseThrow();
    }

    /// Once more as long as the shop says that it is busy.
    public void put(String sku, int quantity) {
        var pieces = "{\"sku\": \"%s\", \"quantity\": %d}".formatted(sku, quantity);
        await().atMost(PATIENCE)
                .until(() -> shop("POST", "/cart/items", pieces), answer -> answer.status() != 503)
                .expect(204);
    }

    /// Places an order with what is in the cart.
    public Answer order(String paymentToken, String idempotencyKey) {
        return shop(
                "POST",
                "/orders",
                """
                {"contact": {"email": "ada@example.org"},
                 "shippingAddress": {"name": "Ada Park", "line1": "1 High Street", "city": "London", "postalCode": "N1 1AA", "country": "GB"},
                 "shippingMethod": "standard",
                 "payment": {"provider": "simulated", "token": "%s"}}\
                """
                        .formatted(paymentToken),
                "Idempotency-Key",
                idempotencyKey);
    }

    public Answer buy(String sku, int quantity, String paymentToken) {
        openCart();
        put(sku, quantity);
        return order(paymentToken, UUID.randomUUID().toString());
    }

    /// A request of this shopper; what it changes is seen by the next one.
    public Answer shop(String method, String path, String body, String... headers) {
        return send(method, path, body, List.of("Cart-Token", cartToken), List.of(headers));
    }

    public Answer staff(String method, String path, String body, String... headers) {
        return send(
                method,
                path,
                body,
                List.of("Authorization", OperatorAccess.bearer(shop, operatorKey)),
                List.of(headers));
    }

    /// A request with an access token and no cart.
    public Answer bearing(
            String accessToken, String method, String path, String body, String... headers) {
        var all = new ArrayList<>(List.of("Authorization", "Bearer " + accessToken));
        all.addAll(List.of(headers));
        return request(method, "/api/v1" + path, body, all);
    }

    /// A document outside of the API, which anyone may read.
    public Answer document(String path) {
        return request("GET", path, null, identity());
    }

    /// A document outside of the API, as staff see it.
    public Answer staffDocument(String path) {
        return request(
                "GET",
                path,
                null,
                List.of("Authorization", OperatorAccess.bearer(shop, operatorKey)));
    }

    /// A server that is not the shop has the name and the password in its address.
    private List<String> identity() {
        return shop.getUserInfo() == null
                ? List.of()
                : List.of(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(shop.getUserInfo().getBytes()));
    }

    private Answer send(
            String method, String path, String body, List<String> identity, List<String> more) {
        var headers = new ArrayList<>(identity);
        headers.addAll(more);
        if (!position.isEmpty()) {
            headers.addAll(List.of("Cartulary-Position", position));
        }
        return request(method, "/api/v1" + path, body, headers);
    }

    private Answer request(String method, String path, String body, List<String> headers) {
        var request =
                HttpRequest.newBuilder(shop.resolve(path))
                        .timeout(Duration.ofMinutes(2))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        for (int header = 0; header < headers.size(); header += 2) {
            if (!headers.get(header + 1).isEmpty()) {
                request.setHeader(headers.get(header), headers.get(header + 1));
            }
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            response.headers().firstValue("Cartulary-Position").ifPresent(seen -> position = seen);
            var json = response.headers().firstValue("Content-Type").orElse("").contains("json");
            var tree =
                    json && !response.body().isEmpty()
                            ? JSON.readTree(response.body())
                            : JSON.nullNode();
            return new Answer(response.statusCode(), tree, response);
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}

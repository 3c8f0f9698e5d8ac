package io.cartulary.command.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.account.Role;
import io.cartulary.tests.access.OperatorAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What the owner of an account sends while shopping, and staff about them.
abstract class ShoppingWithAccount extends AccountsOverHttp {

    static final String HOME =
            """
            {"firstName": "Ada", "lastName": "Park", "line1": "1 High Street", "city": "London",
             "postalCode": "N1 1AA", "country": "GB"%s}\
            """;

    private static @Nullable String sku;

    @Autowired
    @Qualifier("personalKeys")
    DataSource keys;

    String addAddress(Answer tokens, String more) {
        var added =
                send(
                        "POST",
                        "/users/me/addresses",
                        HOME.formatted(more),
                        bearing(tokens),
                        Map.of());
        assertThat(added.status()).as(added.body().toString()).isEqualTo(201);
        return idOf(added.body());
    }

    Answer put(Answer tokens, String path, String body) {
        return send("PUT", path, body, bearing(tokens), Map.of());
    }

    /// A customer of their own, who needs no password.
    Map<String, String> customer() {
        var account = accountWithoutPassword(Role.CUSTOMER);
        return Map.of("Authorization", bearer(account, Role.CUSTOMER));
    }

    static String idOf(JsonNode address) {
        return address.path("addressId").asString();
    }

    Map<String, String> staff() {
        return Map.of("Authorization", OperatorAccess.bearer(port));
    }

    static Map<String, String> bearing(Answer tokens) {
        return Map.of("Authorization", bearer(tokens));
    }

    Answer send(
            String method,
            String path,
            @Nullable String body,
            @Nullable Map<String, String> caller,
            Map<String, String> headers) {
        var all = new HashMap<>(headers);
        if (caller != null) {
            all.putAll(caller);
        }
        var answer = exchange(method, path, body, all);
        return new Answer(
                answer.statusCode(),
                answer.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(answer.body()));
    }

    HttpResponse<String> exchange(
            String method, String path, @Nullable String body, Map<String, String> headers) {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://localhost:%d/api/v1%s".formatted(port, path)))
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (body != null && !body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    String openCart() {
        return exchange("POST", "/cart", "", Map.of())
                .headers()
                .firstValue("Cart-Token")
                .orElseThrow();
    }

    void put(String cartToken, int quantity) {
        fill(Map.of("Cart-Token", cartToken), quantity);
    }

    void fill(Map<String, String> shopper) {
        fill(shopper, 1);
    }

    void fill(Map<String, String> shopper, int quantity) {
        var added =
                send(
                        "POST",
                        "/cart/items",
                        "{\"sku\": \"%s\", \"quantity\": %d}".formatted(sku(), quantity),
                        shopper,
                        Map.of());
        assertThat(added.status()).as(added.body().toString()).isEqualTo(204);
    }

    Answer order(Map<String, String> shopper, String to) {
        return order(shopper, "\"contact\": {\"email\": \"%s\"}, ".formatted(email), to);
    }

    Answer order(Map<String, String> shopper, String contact, String to) {
        return send(
                "POST",
                "/orders",
                """
                {%s %s, "shippingMethod": "standard",
                 "payment": {"provider": "cash-on-delivery", "token": "cash"}}\
                """
                        .formatted(contact, to),
                shopper,
                Map.of());
    }

    static String address() {
        return """
        "shippingAddress": {"name": "Ada Park", "line1": "1 High Street", "city": "London", "postalCode": "N1 1AA",
                            "country": "GB"}\
        """;
    }

    String placedAs(Answer placed, String member) {
        return database.sql(
                        "select convert_from(payload, 'UTF8')::jsonb ->> ? from domain_event_entry"
                                + " where aggregate_identifier = ? and payload_type = 'order.OrderPlaced'")
                .params(member, placed.text("orderId"))
                .query(String.class)
                .single();
    }

    String productId() {
        return database.sql("select product_id from catalogue_price where sku = ?")
                .param(sku())
                .query(String.class)
                .single();
    }

    /// Of which there is enough for all tests.
    String sku() {
        if (sku == null) {
            var made =
                    "ACCOUNT-"
                            + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
            var created =
                    send(
                            "POST",
                            "/admin/products",
                            """
                            {"slug": "%s", "description": {"name": {"en": "Toner"}},
                             "variants": [{"sku": "%s", "price": {"amount": 1250, "currency": "GBP"},
                                           "taxClass": "standard", "weightGrams": 200}],
                             "publish": true}\
                            """
                                    .formatted(made.toLowerCase(Locale.ROOT), made),
                            staff(),
                            Map.of());
            assertThat(created.status()).isEqualTo(201);
            send(
                    "POST",
                    "/admin/stock/%s/adjustments".formatted(made),
                    "{\"delta\": 1000, \"reason\": \"DELIVERY\", \"reference\": \"delivery-1\"}",
                    staff(),
                    Map.of());
            await().atMost(SOON)
                    .until(() ->
                            database.sql(
                                                    "select count(*) from sku_availability where sku = ? and available > 0")
                                            .param(made)
                                            .query(Integer.class)
                                            .single()
                                    == 1);
            await().atMost(SOON)
                    .until(() ->
                            database.sql(
                                                    "select count(*) from catalogue_price"
                                                            + " join sellable_product using (product_id)"
                                                            + " where sku = ? and for_sale")
                                            .param(made)
                                            .query(Integer.class)
                                            .single()
                                    == 1);
            sku = made;
        }
        return sku;
    }
}

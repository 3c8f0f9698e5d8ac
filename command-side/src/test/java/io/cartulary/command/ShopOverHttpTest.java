package io.cartulary.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.pricing.PriceList;
import io.cartulary.command.pricing.PriceListEntry;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.order.OrderEvent.PastOrderRecorded;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.web.CartTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/// The catalogue, stock, coupons and carts, over HTTP against a real database.
@SpringBootTest(classes = CommandSideApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class ShopOverHttpTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @LocalServerPort private int port;
    @Autowired private PriceList priceList;
    @Autowired private JdbcClient database;
    @Autowired private EventGateway events;

    @DynamicPropertySource
    static void databases(DynamicPropertyRegistry properties) {
        EmbeddedDatabases.register(properties, "shop_over_http");
    }

    @Nested
    class A_product {
        @Test
        void is_offered_once_however_often_it_is_asked() {
            var first =
                    staff(HttpMethod.POST, "/admin/products", product("once", "ONCE-1"), "key-1");
            var again =
                    staff(HttpMethod.POST, "/admin/products", product("once", "ONCE-1"), "key-1");

            assertThat(first.getStatusCode().value()).isEqualTo(201);
            assertThat(again.getStatusCode().value()).isEqualTo(201);
            assertThat(again.getHeaders().getLocation())
                    .isEqualTo(first.getHeaders().getLocation());
            assertThat(eventsOf("ProductCreated", "\"slug\":\"once\"")).isEqualTo(1);
        }

        @Test
        void leaves_nothing_behind_when_a_sku_is_taken() {
            staff(HttpMethod.POST, "/admin/products", product("first", "SHARED-1"), null);
            var refused =
                    staff(HttpMethod.POST, "/admin/products", product("second", "SHARED-1"), null);

            assertThat(codeOf(refused, 409)).isEqualTo("SKU_TAKEN");
            // The slug was claimed in the same unit of work and is free again.
            assertThat(
                            staff(
                                            HttpMethod.POST,
                                            "/admin/products",
                                            product("second", "OWN-1"),
                                            null)
                                    .getStatusCode()
                                    .value())
                    .isEqualTo(201);
        }

        @Test
        void is_refused_with_a_slug_that_is_taken() {
            staff(HttpMethod.POST, "/admin/products", product("taken", "TAKEN-1"), null);
            assertThat(
                            codeOf(
                                    staff(
                                            HttpMethod.POST,
                                            "/admin/products",
                                            product("taken", "TAKEN-2"),
                                            null),
                                    409))
                    .isEqualTo("SLUG_TAKEN");
        }

        @Test
        void changes_and_goes_off_sale() {
            var page = offer("changing", "CHANGE-1");
            var admin = "/admin/products/" + page.substring(page.lastIndexOf('/') + 1);
            awaitForSale("CHANGE-1", true);

            staff(
                    HttpMethod.PUT,
                    admin + "/variants/change-1/price",
                    "{\"price\": {\"amount\": 999, \"currency\": \"EUR\"}}",
                    null);
            staff(
                    HttpMethod.POST,
                    admin + "/variants",
                    """
                    {"sku": "CHANGE-2", "options": {"size": "L"}, "price": {"amount": 1500, "currency": "EUR"}}\
                    """,
                    null);
            staff(
                    HttpMethod.PUT,
                    admin,
                    """
                    {"name": {"en": "Changed"}, "categories": ["Gifts"]}\
                    """,
                    null);
            await().atMost(SOON)
                    .untilAsserted(() -> {
                        var entry = find("CHANGE-1");
                        assertThat(entry.unitPrice().getAmountMinorLong()).isEqualTo(999);
                        assertThat(entry.name()).isEqualTo("Changed (M)");
                        assertThat(entry.categories()).containsExactly("Gifts");
                        assertThat(entry.version()).isEqualTo(3);
                        assertThat(find("CHANGE-2").name()).isEqualTo("Changed (L)");
                    });

            assertThat(staff(HttpMethod.DELETE, admin, null, null).getStatusCode().value())
                    .isEqualTo(204);
            awaitForSale("CHANGE-2", false);
        }

        @Test
        void that_nobody_created_is_not_found() {
            assertThat(
                            codeOf(
                                    staff(
                                            HttpMethod.POST,
                                            "/admin/products/product-none/publication",
                                            null,
                                            null),
                                    404))
                    .isEqualTo("NOT_FOUND");
        }

        @Test
        void is_refused_when_it_makes_no_sense() {
            assertThat(
                            codeOf(
                                    staff(
                                            HttpMethod.POST,
                                            "/admin/products",
                                            product("Not a slug", "X-1"),
                                            null),
                                    400))
                    .isEqualTo("INVALID_VALUE");
            assertThat(
                            codeOf(
                                    staff(
                                            HttpMethod.POST,
                                            "/admin/products",
                                            "{\"slug\": \"x\", \"description\": {}, \"variants\": []}",
                                            null),
                                    400))
                    .isEqualTo("INVALID_VALUE");
        }

        @Test
        void is_for_staff_to_offer() {
            var response = shopper(HttpMethod.POST, "/admin/products", product("x", "X-1"), null);
            assertThat(response.getStatusCode().value()).isEqualTo(401);
        }
    }

    @Nested
    class Stock {
        @Test
        void is_adjusted_once_for_a_reference() {
            offer("stocked", "STOCK-1");
            var delivery = "{\"delta\": 5, \"reason\": \"DELIVERY\", \"reference\": \"note 1\"}";
            var path = "/admin/stock/STOCK-1/adjustments";
            assertThat(staff(HttpMethod.POST, path, delivery, null).getStatusCode().value())
                    .isEqualTo(204);
            assertThat(staff(HttpMethod.POST, path, delivery, null).getStatusCode().value())
                    .isEqualTo(204);
            assertThat(eventsOf("StockAdjusted", "\"sku\":\"STOCK-1\"")).isEqualTo(1);
            assertThat(
                            codeOf(
                                    staff(
                                            HttpMethod.POST,
                                            path,
                                            "{\"delta\": -6, \"reason\": \"LOSS\"}",
                                            null),
                                    409))
                    .isEqualTo("BELOW_RESERVED");
        }

        @Test
        void is_moved_between_warehouses() {
            offer("transferred", "MOVED-1");
            var stock = "/admin/stock/MOVED-1";
            staff(
                    HttpMethod.POST,
                    stock + "/adjustments",
                    "{\"warehouse\": \"berlin-2\", \"delta\": 5, \"reason\": \"DELIVERY\"}",
                    null);
            var move = "{\"from\": \"BERLIN-2\", \"to\": \"MAIN\", \"quantity\": 3}";
            assertThat(
                            staff(HttpMethod.POST, stock + "/transfers", move, null)
                                    .getStatusCode()
                                    .value())
                    .isEqualTo(204);
            assertThat(codeOf(staff(HttpMethod.POST, stock + "/transfers", move, null), 409))
                    .isEqualTo("NOT_ENOUGH_IN_WAREHOUSE");
            assertThat(
                            codeOf(
                                    staff(
                                            HttpMethod.POST,
                                            stock + "/transfers",
                                            move.replace("BERLIN-2", "MAIN"),
                                            null),
                                    400))
                    .isEqualTo("INVALID_VALUE");
        }

        @Test
        void has_a_policy_unless_it_is_a_bundle() {
            offer("agreed", "AGREED-1");
            var policy = "{\"lowStockThreshold\": 5, \"backorderLimit\": 10}";
            var parts = "{\"parts\": [{\"sku\": \"OTHER-1\", \"quantity\": 2}]}";
            var stock = "/admin/stock/AGREED-1";
            assertThat(
                            staff(HttpMethod.PUT, stock + "/policy", policy, null)
                                    .getStatusCode()
                                    .value())
                    .isEqualTo(204);
            assertThat(
                            staff(HttpMethod.PUT, stock + "/bundle", parts, null)
                                    .getStatusCode()
                                    .value())
                    .isEqualTo(204);
            assertThat(codeOf(staff(HttpMethod.PUT, stock + "/policy", policy, null), 409))
                    .isEqualTo("IS_BUNDLE");
            assertThat(
                            codeOf(
                                    staff(
                                            HttpMethod.PUT,
                                            stock + "/bundle",
                                            parts.replace("OTHER-1", "OTHER-2"),
                                            null),
                                    409))
                    .isEqualTo("BUNDLE_DIFFERS");
        }

        @Test
        void of_an_unknown_sku_is_not_found() {
            assertThat(
                            codeOf(
                                    staff(
                                            HttpMethod.POST,
                                            "/admin/stock/NONE-1/adjustments",
                                            "{\"delta\": 5, \"reason\": \"DELIVERY\"}",
                                            null),
                                    404))
                    .isEqualTo("NOT_FOUND");
        }
    }

    @Nested
    class A_cart {
        @Test
        void is_quoted_with_its_coupon() {
            offer("quoted", "QUOTE-1");
            awaitForSale("QUOTE-1", true);
            coupon("QUOTED10", "{\"discount\": {\"kind\": \"percentage\", \"basisPoints\": 1000}}");
            var token = openCart();

            assertThat(add(token, "QUOTE-1", 2).getStatusCode().value()).isEqualTo(204);
            assertThat(
                            shopper(
                                            HttpMethod.PUT,
                                            "/cart/coupon",
                                            "{\"code\": \"quoted10\"}",
                                            token)
                                    .getStatusCode()
                                    .value())
                    .isEqualTo(204);

            var cart = shopper(HttpMethod.GET, "/cart?country=DE", null, token).getBody();
            assertThat(cart.at("/lines/0/name").asString()).isEqualTo("Thing quoted (M)");
            assertThat(cart.at("/subtotal/amount").asInt()).isEqualTo(2_500);
            assertThat(cart.at("/coupon/applies").asBoolean()).isTrue();
            assertThat(cart.at("/totals/discount/amount").asInt()).isEqualTo(250);
            assertThat(cart.at("/totals/shipping/amount").asInt()).isEqualTo(495);
            // 19 % of 22.50 is 4.275, of 4.95 is 0.9405
            assertThat(cart.at("/totals/tax/amount").asInt()).isEqualTo(428 + 94);
            assertThat(cart.at("/totals/total/amount").asInt()).isEqualTo(3_267);
        }

        @Test
        void tells_why_its_coupon_does_not_apply_and_is_quoted_without() {
            offer("unmet", "UNMET-1");
            awaitForSale("UNMET-1", true);
            coupon(
                    "UNMET",
                    """
                    {"discount": {"kind": "free_shipping"}, "minimumOrder": {"amount": 10000, "currency": "EUR"}}\
                    """);
            var token = openCart();
            add(token, "UNMET-1", 1);
            shopper(HttpMethod.PUT, "/cart/coupon", "{\"code\": \"UNMET\"}", token);

            var cart = shopper(HttpMethod.GET, "/cart?country=DE", null, token).getBody();
            assertThat(cart.at("/coupon/refusal/code").asString()).isEqualTo("MINIMUM_NOT_REACHED");
            assertThat(cart.at("/totals/shipping/amount").asInt()).isEqualTo(495);
        }

        @Test
        void loses_a_coupon_for_first_orders_with_the_first_order() {
            offer("earlier", "EARLIER-1");
            awaitForSale("EARLIER-1", true);
            coupon(
                    "FIRSTONLY",
                    "{\"discount\": {\"kind\": \"free_shipping\"}, \"firstOrderOnly\": true}");
            var opened = shopper(HttpMethod.POST, "/cart", null, null);
            var token = opened.getHeaders().getFirst("Cart-Token");
            var customer = CartTokens.guestOf(new CartId(textAt(opened, "/cartId")));
            add(token, "EARLIER-1", 1);
            shopper(HttpMethod.PUT, "/cart/coupon", "{\"code\": \"FIRSTONLY\"}", token);
            assertThat(couponOf(token).at("/applies").asBoolean()).isTrue();

            var none = Money.parse("EUR 0");
            events.publish(
                    new PastOrderRecorded(
                            new OrderId("order-earlier"),
                            "1",
                            customer,
                            "DE",
                            List.of(),
                            new OrderTotals(none, none, none, none, none),
                            Instant.parse("2025-01-15T12:00:00Z")));

            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(couponOf(token).at("/refusal/code").asString())
                                    .isEqualTo("FIRST_ORDER_ONLY"));
        }

        private JsonNode couponOf(String token) {
            return shopper(HttpMethod.GET, "/cart", null, token).getBody().at("/coupon");
        }

        @Test
        void gets_an_item_once_for_a_repeated_request() {
            offer("twice", "TWICE-1");
            awaitForSale("TWICE-1", true);
            var token = openCart();
            for (var attempt = 0; attempt < 2; attempt++) {
                exchange(
                        HttpMethod.POST,
                        "/cart/items",
                        "{\"sku\": \"TWICE-1\", \"quantity\": 1}",
                        request ->
                                request.header("Cart-Token", token)
                                        .header("Idempotency-Key", "click-1"));
            }
            var cart = shopper(HttpMethod.GET, "/cart", null, token).getBody();
            assertThat(cart.at("/lines/0/quantity").asInt()).isEqualTo(1);
        }

        @Test
        void changes_and_empties() {
            offer("moved", "MOVE-1");
            awaitForSale("MOVE-1", true);
            var token = openCart();
            add(token, "MOVE-1", 1);
            shopper(HttpMethod.PUT, "/cart/items/MOVE-1", "{\"quantity\": 7}", token);
            assertThat(
                            shopper(HttpMethod.GET, "/cart", null, token)
                                    .getBody()
                                    .at("/lines/0/amount/amount")
                                    .asInt())
                    .isEqualTo(7 * 1_250);
            shopper(HttpMethod.DELETE, "/cart/items/MOVE-1", null, token);
            assertThat(shopper(HttpMethod.GET, "/cart", null, token).getBody().at("/lines"))
                    .isEmpty();
            add(token, "MOVE-1", 1);
            shopper(HttpMethod.DELETE, "/cart", null, token);
            assertThat(shopper(HttpMethod.GET, "/cart", null, token).getBody().at("/lines"))
                    .isEmpty();
        }

        @Test
        void refuses_what_is_not_for_sale_and_coupons_that_do_not_exist() {
            var token = openCart();
            assertThat(codeOf(add(token, "NOWHERE-1", 1), 422)).isEqualTo("SKU_NOT_FOR_SALE");
            assertThat(
                            codeOf(
                                    shopper(
                                            HttpMethod.PUT,
                                            "/cart/coupon",
                                            "{\"code\": \"NOWHERE\"}",
                                            token),
                                    422))
                    .isEqualTo("COUPON_UNKNOWN");
            assertThat(codeOf(add(token, "NOWHERE-1", 0), 400)).isEqualTo("INVALID_VALUE");
            assertThat(
                            codeOf(
                                    shopper(
                                            HttpMethod.PUT,
                                            "/cart/items/NOWHERE-1",
                                            "{\"quantity\": 7}",
                                            token),
                                    404))
                    .isEqualTo("NOT_IN_CART");
        }

        @Test
        void needs_its_token() {
            assertThat(codeOf(shopper(HttpMethod.GET, "/cart", null, null), 401))
                    .isEqualTo("CART_TOKEN_REQUIRED");
        }
    }

    @Nested
    class A_coupon {
        @Test
        void is_judged_before_an_order() {
            offer("judged", "JUDGE-1");
            awaitForSale("JUDGE-1", true);
            coupon(
                    "JUDGED",
                    "{\"discount\": {\"kind\": \"fixed\", \"amount\": {\"amount\": 300, \"currency\": \"EUR\"}}}");
            var question =
                    "{\"code\": \"JUDGED\", \"lines\": [{\"sku\": \"JUDGE-1\", \"quantity\": 1}]}";

            var verdict = shopper(HttpMethod.POST, "/coupons/validation", question, null).getBody();
            assertThat(verdict.at("/applies").asBoolean()).isTrue();
            assertThat(verdict.at("/discount/amount").asInt()).isEqualTo(300);

            staff(HttpMethod.DELETE, "/admin/coupons/JUDGED", null, null);
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(
                                            shopper(
                                                            HttpMethod.POST,
                                                            "/coupons/validation",
                                                            question,
                                                            null)
                                                    .getBody()
                                                    .at("/reason")
                                                    .asString())
                                    .isEqualTo("COUPON_INACTIVE"));
            staff(HttpMethod.POST, "/admin/coupons/JUDGED/activation", null, null);
            staff(
                    HttpMethod.PUT,
                    "/admin/coupons/JUDGED",
                    "{\"discount\": {\"kind\": \"percentage\", \"basisPoints\": 2000}}",
                    null);
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(
                                            shopper(
                                                            HttpMethod.POST,
                                                            "/coupons/validation",
                                                            question,
                                                            null)
                                                    .getBody()
                                                    .at("/discount/amount")
                                                    .asInt())
                                    .isEqualTo(250));
        }

        @Test
        void that_does_not_exist_is_not_found() {
            assertThat(codeOf(staff(HttpMethod.DELETE, "/admin/coupons/NONE", null, null), 404))
                    .isEqualTo("NOT_FOUND");
        }
    }

    @Nested
    class The_decision_tables {
        @Test
        void are_the_same_when_they_are_made_again() {
            offer("again", "AGAIN-1");
            coupon("AGAIN", "{\"discount\": {\"kind\": \"free_shipping\"}}");
            awaitForSale("AGAIN-1", true);
            await().atMost(SOON).until(() -> tables().contains("AGAIN,"));
            var before = tables();

            database.sql("update price_list set unit_price_minor = 1, version = 999").update();

            assertThat(
                            staff(HttpMethod.POST, "/admin/decision-tables/rebuilds", null, null)
                                    .getStatusCode()
                                    .value())
                    .isEqualTo(202);
            await().atMost(SOON).untilAsserted(() -> assertThat(tables()).isEqualTo(before));
        }

        private String tables() {
            return database.sql(
                            """
                            select coalesce(string_agg(line, E'\\n' order by line), '') from (
                                select concat_ws(',', sku, product_id, options, unit_price_minor, currency, tax_class,
                                                 weight_grams, version) as line from price_list
                                union all select concat_ws(',', product_id, name, categories, for_sale) from sellable_product
                                union all select concat_ws(',', code, terms, active, version) from coupon_terms)
                            """)
                    .query(String.class)
                    .single();
        }
    }

    private String offer(String slug, String sku) {
        return staff(HttpMethod.POST, "/admin/products", product(slug, sku), null)
                .getHeaders()
                .getLocation()
                .toString();
    }

    private void coupon(String code, String terms) {
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

    private String openCart() {
        return shopper(HttpMethod.POST, "/cart", null, null).getHeaders().getFirst("Cart-Token");
    }

    private ResponseEntity<JsonNode> add(String token, String sku, int quantity) {
        return shopper(
                HttpMethod.POST,
                "/cart/items",
                "{\"sku\": \"%s\", \"quantity\": %d}".formatted(sku, quantity),
                token);
    }

    private void awaitForSale(String sku, boolean forSale) {
        await().atMost(SOON)
                .until(() -> {
                    var entry = priceList.find(List.of(new Sku(sku))).get(new Sku(sku));
                    return entry != null && entry.forSale() == forSale;
                });
    }

    private PriceListEntry find(String sku) {
        return priceList.find(List.of(new Sku(sku))).get(new Sku(sku));
    }

    private int eventsOf(String type, String content) {
        return database.sql(
                        """
                        select count(*) from domain_event_entry
                        where payload_type like ? and position(? in convert_from(payload, 'UTF8')) > 0\
                        """)
                .params("%" + type, content)
                .query(Integer.class)
                .single();
    }

    private ResponseEntity<JsonNode> staff(
            HttpMethod method,
            String path,
            @Nullable String body,
            @Nullable String idempotencyKey) {
        return exchange(
                method,
                path,
                body,
                request -> {
                    request.headers(headers ->
                            headers.setBasicAuth("admin", EmbeddedDatabases.STAFF_PASSWORD));
                    if (idempotencyKey != null) {
                        request.header("Idempotency-Key", idempotencyKey);
                    }
                });
    }

    private ResponseEntity<JsonNode> shopper(
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

    private ResponseEntity<JsonNode> exchange(
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

    private static String codeOf(ResponseEntity<JsonNode> response, int status) {
        assertThat(response.getStatusCode().value()).as("%s", response).isEqualTo(status);
        return textAt(response, "/code");
    }

    private static String textAt(ResponseEntity<JsonNode> response, String pointer) {
        return response.getBody().at(pointer).asString();
    }

    private static String product(String slug, String sku) {
        return """
        {"slug": "%s",
         "description": {"name": {"en": "Thing %s"}, "categories": ["Skincare", "Toners, rich"]},
         "variants": [{"sku": "%s", "options": {"size": "M"}, "price": {"amount": 1250, "currency": "EUR"},
                       "weightGrams": 200}],
         "publish": true}\
        """
                .formatted(slug, slug, sku);
    }
}

package io.cartulary.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.pricing.tables.PriceTable;
import io.cartulary.command.pricing.terms.SkuOffer;
import io.cartulary.embedded.parts.SharedParts;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponEvent.*;
import io.cartulary.events.coupon.CouponId;
import io.cartulary.events.importedorder.ImportedOrderEvent.OrderImported;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.access.CartTokens;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
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
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/// The catalogue, stock, coupons and carts, over HTTP against a real database.
@SpringBootTest(
        classes = CommandSideApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = EmbeddedDatabases.LEFT_TO_THE_END)
class ShopOverHttpTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String LEFT_HALF_MADE = "decision_tables_new_before_the_crash";

    @LocalServerPort private int port;
    @Autowired private PriceTable priceList;
    @Autowired private JdbcClient database;
    @Autowired private TransactionTemplate transactions;
    @Autowired private EventGateway events;

    @DynamicPropertySource
    static void databases(DynamicPropertyRegistry properties) {
        EmbeddedDatabases.register(properties, "shop_over_http");
        properties.add(
                "cartulary.databases.event-store.url",
                () -> withHalfMadeTables(SharedParts.eventStoreSettings("shop_over_http")));
    }

    /// As a rebuild of the decision tables leaves them that was cut off.
    private static String withHalfMadeTables(Map<String, String> settings) {
        var database = "cartulary.databases.event-store.";
        var address = settings.get(database + "url");
        try (var connection =
                        DriverManager.getConnection(
                                address,
                                settings.get(database + "username"),
                                settings.get(database + "password"));
                var statement = connection.createStatement()) {
            statement.execute("create schema if not exists " + LEFT_HALF_MADE);
            statement.execute(
                    "create table if not exists %s.tax_rule (x integer)".formatted(LEFT_HALF_MADE));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return address;
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
        void is_refused_with_a_tax_class_that_no_rule_has_until_one_does() {
            var product =
                    product("novel", "NOVEL-1")
                            .replace(
                                    "\"weightGrams\"", "\"taxClass\": \"novels\", \"weightGrams\"");
            var refused = staff(HttpMethod.POST, "/admin/products", product, null);
            assertThat(codeOf(refused, 422)).isEqualTo("UNKNOWN_TAX_CLASS");
            assertThat(textAt(refused, "/field")).isEqualTo("taxClass");

            var rule =
                    staff(
                            HttpMethod.PUT,
                            "/admin/tax-rules/NO",
                            "{\"byClass\": {\"standard\": \"25\", \"novels\": \"0\"}, \"includedInPrices\": true}",
                            null);
            var position = rule.getHeaders().getFirst(ApiHeaders.POSITION);
            var accepted =
                    exchange(
                            HttpMethod.POST,
                            "/admin/products",
                            product,
                            request ->
                                    request.headers(headers -> {
                                        headers.setBasicAuth(
                                                "admin", EmbeddedDatabases.STAFF_PASSWORD);
                                        headers.set(ApiHeaders.POSITION, position);
                                    }));
            assertThat(accepted.getStatusCode().value()).isEqualTo(201);
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

            assertThat(
                            staff(HttpMethod.POST, admin + "/archival", null, null)
                                    .getStatusCode()
                                    .value())
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
            coupon("QUOTED10", "{\"discount\": {\"kind\": \"PERCENTAGE\", \"percent\": \"10\"}}");
            var token = openCart();

            assertThat(add(token, "QUOTE-1", 2).getStatusCode().value()).isEqualTo(204);
            assertThat(
                            shopper(
                                            HttpMethod.POST,
                                            "/cart/coupons",
                                            "{\"code\": \"quoted10\"}",
                                            token)
                                    .getStatusCode()
                                    .value())
                    .isEqualTo(204);

            var cart = shopper(HttpMethod.GET, "/cart?country=DE", null, token).getBody();
            assertThat(cart.at("/lines/0/name").asString()).isEqualTo("Thing quoted (M)");
            assertThat(cart.at("/subtotal/amount").asInt()).isEqualTo(2_500);
            assertThat(cart.at("/discounts/0/applies").asBoolean()).isTrue();
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
                    {"discount": {"kind": "FREE_SHIPPING"}, "minimumOrder": {"amount": 10000, "currency": "EUR"}}\
                    """);
            var token = openCart();
            add(token, "UNMET-1", 1);
            shopper(HttpMethod.POST, "/cart/coupons", "{\"code\": \"UNMET\"}", token);

            var cart = shopper(HttpMethod.GET, "/cart?country=DE", null, token).getBody();
            assertThat(cart.at("/discounts/0/refusal/code").asString())
                    .isEqualTo("MINIMUM_NOT_REACHED");
            assertThat(cart.at("/totals/shipping/amount").asInt()).isEqualTo(495);
        }

        @Test
        void is_shown_to_staff_and_to_nobody_else() {
            offer("watched", "WATCHED-1");
            awaitForSale("WATCHED-1", true);
            var opened = shopper(HttpMethod.POST, "/cart", null, null);
            var token = opened.getHeaders().getFirst("Cart-Token");
            add(token, "WATCHED-1", 2);
            var path =
                    "/admin/customers/%s/cart"
                            .formatted(
                                    CartTokens.guestOf(new CartId(textAt(opened, "/cartId")))
                                            .value());

            var shown = staff(HttpMethod.GET, path, null, null);
            assertThat(textAt(shown, "/lines/0/sku")).isEqualTo("WATCHED-1");
            assertThat(shopper(HttpMethod.GET, path, null, token).getStatusCode().value())
                    .isEqualTo(401);
            assertThat(
                            staff(HttpMethod.GET, "/admin/customers/customer-1/cart", null, null)
                                    .getStatusCode()
                                    .value())
                    .isEqualTo(404);
        }

        @Test
        void loses_a_coupon_for_first_orders_with_the_first_order() {
            offer("earlier", "EARLIER-1");
            awaitForSale("EARLIER-1", true);
            coupon(
                    "FIRSTONLY",
                    "{\"discount\": {\"kind\": \"FREE_SHIPPING\"}, \"firstOrderOnly\": true}");
            var opened = shopper(HttpMethod.POST, "/cart", null, null);
            var token = opened.getHeaders().getFirst("Cart-Token");
            var customer = CartTokens.guestOf(new CartId(textAt(opened, "/cartId")));
            add(token, "EARLIER-1", 1);
            shopper(HttpMethod.POST, "/cart/coupons", "{\"code\": \"FIRSTONLY\"}", token);
            assertThat(couponOf(token).at("/applies").asBoolean()).isTrue();

            var none = Money.parse("EUR 0");
            events.publish(
                    new OrderImported(
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

        @Test
        void loses_a_coupon_that_its_customer_used_as_often_as_he_may() {
            offer("limited", "LIMITED-1");
            awaitForSale("LIMITED-1", true);
            coupon(
                    "ONEEACH",
                    "{\"discount\": {\"kind\": \"FREE_SHIPPING\"}, \"perCustomerLimit\": 1}");
            var opened = shopper(HttpMethod.POST, "/cart", null, null);
            var token = opened.getHeaders().getFirst("Cart-Token");
            var customer = CartTokens.guestOf(new CartId(textAt(opened, "/cartId")));
            add(token, "LIMITED-1", 1);
            shopper(HttpMethod.POST, "/cart/coupons", "{\"code\": \"ONEEACH\"}", token);
            assertThat(couponOf(token).at("/applies").asBoolean()).isTrue();

            var code = new CouponCode("ONEEACH");
            var order = new OrderId("order-limited");
            var none = Money.parse("EUR 0");
            events.publish(new CouponRedeemed(CouponId.of(code), code, order, customer, none, 1));
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(couponOf(token).at("/refusal/code").asString())
                                    .isEqualTo("COUPON_USED_BY_CUSTOMER"));
            events.publish(new CouponUseReturned(CouponId.of(code), code, order, customer, 0));
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(couponOf(token).at("/applies").asBoolean()).isTrue());
        }

        private JsonNode couponOf(String token) {
            return shopper(HttpMethod.GET, "/cart", null, token).getBody().at("/discounts/0");
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
        void takes_over_what_a_guest_put_in_another() {
            offer("merged", "MERGE-1");
            awaitForSale("MERGE-1", true);
            var guest = openCart();
            var own = openCart();
            add(guest, "MERGE-1", 3);
            add(own, "MERGE-1", 1);
            for (var attempt = 0; attempt < 2; attempt++) {
                var merged =
                        shopper(
                                HttpMethod.POST,
                                "/cart/merge",
                                "{\"cartToken\": \"" + guest + "\"}",
                                own);
                assertThat(merged.getStatusCode().value()).isEqualTo(200);
            }
            assertThat(quantityIn(own)).isEqualTo(4);
            assertThat(shopper(HttpMethod.GET, "/cart", null, guest).getBody().at("/lines"))
                    .isEmpty();
            assertThat(
                            codeOf(
                                    shopper(
                                            HttpMethod.POST,
                                            "/cart/merge",
                                            "{\"cartToken\": \"" + own + "\"}",
                                            own),
                                    422))
                    .isEqualTo("SAME_CART");
            assertThat(
                            codeOf(
                                    shopper(
                                            HttpMethod.POST,
                                            "/cart/merge",
                                            "{\"cartToken\": \"forged\"}",
                                            own),
                                    422))
                    .isEqualTo("CART_TOKEN_INVALID");
        }

        private int quantityIn(String token) {
            return shopper(HttpMethod.GET, "/cart", null, token)
                    .getBody()
                    .at("/lines/0/quantity")
                    .asInt();
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
            shopper(HttpMethod.DELETE, "/cart/items", null, token);
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
                                            HttpMethod.POST,
                                            "/cart/coupons",
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
        void is_judged_for_as_many_pieces_as_a_cart_takes_at_the_highest_price() {
            staff(
                    HttpMethod.POST,
                    "/admin/products",
                    product("dearest", "DEAREST-1")
                            .replaceAll("\"amount\": \\d+", "\"amount\": 1000000000000"),
                    null);
            awaitForSale("DEAREST-1", true);
            coupon("DEAREST", "{\"discount\": {\"kind\": \"PERCENTAGE\", \"percent\": \"10\"}}");

            var verdict =
                    shopper(HttpMethod.POST, "/coupons/validation", piecesOfDearest(999), null);
            assertThat(verdict.getBody().at("/amount/amount").asLong())
                    .isEqualTo(99_900_000_000_000L);

            var tooMany =
                    shopper(HttpMethod.POST, "/coupons/validation", piecesOfDearest(1_000), null);
            assertThat(codeOf(tooMany, 400)).isEqualTo("INVALID_VALUE");
            assertThat(tooMany.getBody().at("/field").asString()).isEqualTo("lines[0].quantity");
        }

        private static String piecesOfDearest(int quantity) {
            return "{\"code\": \"DEAREST\", \"lines\": [{\"sku\": \"DEAREST-1\", \"quantity\": %d}]}"
                    .formatted(quantity);
        }

        @Test
        void is_judged_before_an_order() {
            offer("judged", "JUDGE-1");
            awaitForSale("JUDGE-1", true);
            coupon(
                    "JUDGED",
                    "{\"discount\": {\"kind\": \"FIXED_AMOUNT\", \"amount\": {\"amount\": 300, \"currency\": \"EUR\"}}}");
            var question =
                    "{\"code\": \"JUDGED\", \"lines\": [{\"sku\": \"JUDGE-1\", \"quantity\": 1}]}";

            var verdict = shopper(HttpMethod.POST, "/coupons/validation", question, null).getBody();
            assertThat(verdict.at("/applies").asBoolean()).isTrue();
            assertThat(verdict.at("/amount/amount").asInt()).isEqualTo(300);

            staff(HttpMethod.POST, "/admin/coupons/JUDGED/deactivation", null, null);
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(
                                            shopper(
                                                            HttpMethod.POST,
                                                            "/coupons/validation",
                                                            question,
                                                            null)
                                                    .getBody()
                                                    .at("/refusal/code")
                                                    .asString())
                                    .isEqualTo("COUPON_INACTIVE"));
            staff(HttpMethod.POST, "/admin/coupons/JUDGED/activation", null, null);
            staff(
                    HttpMethod.PUT,
                    "/admin/coupons/JUDGED",
                    "{\"discount\": {\"kind\": \"PERCENTAGE\", \"percent\": \"20\"}}",
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
                                                    .at("/amount/amount")
                                                    .asInt())
                                    .isEqualTo(250));
        }

        @Test
        void is_changed_with_others_and_each_outcome_is_told() {
            coupon("BULK-A", "{\"discount\": {\"kind\": \"FREE_SHIPPING\"}}");
            coupon("BULK-B", "{\"discount\": {\"kind\": \"FREE_SHIPPING\"}}");
            var outcome =
                    staff(
                                    HttpMethod.POST,
                                    "/admin/coupons/bulk-update",
                                    """
                                    {"changes": [{"code": "BULK-A", "action": "DEACTIVATE"},
                                                 {"code": "BULK-NONE", "action": "ACTIVATE"},
                                                 {"code": "BULK-B", "action": "REVISE",
                                                  "terms": {"discount": {"kind": "PERCENTAGE", "percent": "5"}}}]}\
                                    """,
                                    null)
                            .getBody();

            assertThat(outcome.at("/changed").asInt()).isEqualTo(2);
            assertThat(outcome.at("/outcomes").findValuesAsString("code"))
                    .containsExactly("BULK-A", "BULK-NONE", "BULK-B");
            assertThat(outcome.at("/outcomes/1/reason").asString()).isEqualTo("NOT_FOUND");
            assertThat(eventsOf("CouponDeactivated", "BULK-A")).isEqualTo(1);
            assertThat(eventsOf("CouponRevised", "BULK-B")).isEqualTo(1);

            assertThat(
                            codeOf(
                                    staff(
                                            HttpMethod.POST,
                                            "/admin/coupons/bulk-update",
                                            "{\"changes\": [{\"code\": \"BULK-A\", \"action\": \"REVISE\"}]}",
                                            null),
                                    400))
                    .isEqualTo("INVALID_VALUE");
        }

        @Test
        void with_amounts_of_two_currencies_is_refused() {
            assertThat(
                            codeOf(
                                    staff(
                                            HttpMethod.POST,
                                            "/admin/coupons",
                                            """
                                            {"code": "TWOCUR", "terms": {
                                              "discount": {"kind": "FIXED_AMOUNT", "amount": {"amount": 100, "currency": "EUR"}},
                                              "minimumOrder": {"amount": 1000, "currency": "GBP"}}}\
                                            """,
                                            null),
                                    400))
                    .isEqualTo("INVALID_VALUE");
        }

        @Test
        void that_does_not_exist_is_not_found() {
            assertThat(
                            codeOf(
                                    staff(
                                            HttpMethod.POST,
                                            "/admin/coupons/NONE/deactivation",
                                            null,
                                            null),
                                    404))
                    .isEqualTo("NOT_FOUND");
        }
    }

    @Nested
    class Prices {
        @Test
        void follow_the_tax_rule_of_a_region_as_soon_as_it_is_set() {
            offer("taxed", "TAXED-1");
            awaitForSale("TAXED-1", true);
            var token = openCart();
            add(token, "TAXED-1", 1);
            var there = "/cart?country=IT&region=RM";
            // 22 % of 12.50 and of 4.95
            assertThat(totalOf(token, there, "/tax")).isEqualTo(275 + 109);

            set(
                    "/admin/tax-rules/IT-RM",
                    "{\"byClass\": {\"standard\": \"10\"}, \"includedInPrices\": true}");
            await().atMost(SOON)
                    .untilAsserted(() ->
                            // 10 of 110 parts
                            assertThat(totalOf(token, there, "/tax")).isEqualTo(114 + 45));
            assertThat(totalOf(token, there, "/total")).isEqualTo(1_250 + 495);
            assertThat(totalOf(token, "/cart?country=IT", "/tax")).isEqualTo(275 + 109);

            staff(HttpMethod.DELETE, "/admin/tax-rules/IT-RM", null, null);
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(totalOf(token, there, "/tax")).isEqualTo(275 + 109));
        }

        @Test
        void follow_a_rule_at_once_when_the_request_names_its_position() {
            offer("prompt", "PROMPT-1");
            awaitForSale("PROMPT-1", true);
            var token = openCart();
            add(token, "PROMPT-1", 1);
            var written =
                    staff(
                            HttpMethod.PUT,
                            "/admin/tax-rules/IT-MI",
                            "{\"byClass\": {\"standard\": \"50\"}, \"includedInPrices\": false}",
                            null);
            var cart =
                    exchange(
                            HttpMethod.GET,
                            "/cart?country=IT&region=MI",
                            null,
                            request ->
                                    request.header(ApiHeaders.CART_TOKEN, token)
                                            .header(
                                                    ApiHeaders.POSITION,
                                                    written.getHeaders()
                                                            .getFirst(ApiHeaders.POSITION)));
            assertThat(cart.getBody().at("/totals/tax/amount").asInt()).isEqualTo(625 + 248);
        }

        @Test
        void are_not_taxed_by_a_rate_that_is_a_number() {
            var refused =
                    staff(
                            HttpMethod.PUT,
                            "/admin/tax-rules/IT-MI",
                            "{\"byClass\": {\"standard\": 8.875}, \"includedInPrices\": false}",
                            null);
            assertThat(codeOf(refused, 400)).isEqualTo("INVALID_VALUE");
            assertThat(refused.getBody().at("/detail").asString()).contains("8.875");
        }

        @Test
        void follow_the_shipping_methods_that_staff_define() {
            offer("sent", "SENT-1");
            awaitForSale("SENT-1", true);
            var token = openCart();
            add(token, "SENT-1", 1);
            set(
                    "/admin/shipping-methods/bicycle",
                    """
                    {"name": "By bicycle", "rates": [
                        {"destinations": ["AT"], "upToGrams": 500, "upToTotal": {"amount": 2000, "currency": "EUR"},
                         "price": {"amount": 150, "currency": "EUR"}}]}\
                    """);
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(
                                            shopper(
                                                            HttpMethod.GET,
                                                            "/cart/shipping-methods?country=AT",
                                                            null,
                                                            token)
                                                    .getBody()
                                                    .findValuesAsString("method"))
                                    .containsExactly("pickup", "bicycle", "standard", "express"));
            assertThat(totalOf(token, "/cart?country=AT&shippingMethod=bicycle", "/shipping"))
                    .isEqualTo(150);

            add(token, "SENT-1", 2);
            var refused =
                    shopper(HttpMethod.GET, "/cart?country=AT&shippingMethod=bicycle", null, token)
                            .getBody();
            assertThat(refused.at("/refusal/code").asString()).isEqualTo("NO_SHIPPING_THERE");
            staff(HttpMethod.DELETE, "/admin/shipping-methods/bicycle", null, null);
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(
                                            staff(
                                                            HttpMethod.GET,
                                                            "/admin/shipping-methods",
                                                            null,
                                                            null)
                                                    .getBody()
                                                    .findValuesAsString("code"))
                                    .containsExactly("express", "pickup", "standard"));
        }

        @Test
        void come_from_the_price_list_of_the_currency_that_was_chosen() {
            offer("listed", "LISTED-1");
            awaitForSale("LISTED-1", true);
            set("/admin/price-lists/swiss", "{\"currency\": \"CHF\", \"destinations\": [\"CH\"]}");
            set(
                    "/admin/price-lists/swiss/prices",
                    """
                    {"prices": [{"sku": "LISTED-1", "price": {"amount": 1490, "currency": "CHF"}}]}\
                    """);
            var token = openCart();
            add(token, "LISTED-1", 2);
            assertThat(
                            codeOf(
                                    shopper(
                                            HttpMethod.PUT,
                                            "/cart/currency",
                                            "{\"currency\": \"XQZ\"}",
                                            token),
                                    400))
                    .isEqualTo("INVALID_VALUE");
            assertThat(
                            shopper(
                                            HttpMethod.PUT,
                                            "/cart/currency",
                                            "{\"currency\": \"CHF\"}",
                                            token)
                                    .getStatusCode()
                                    .value())
                    .isEqualTo(204);

            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(
                                            shopper(HttpMethod.GET, "/cart?country=CH", null, token)
                                                    .getBody()
                                                    .at("/subtotal/amount")
                                                    .asInt())
                                    .isEqualTo(2 * 1_490));
            assertThat(
                            shopper(HttpMethod.GET, "/cart?country=DE", null, token)
                                    .getBody()
                                    .at("/refusal/code")
                                    .asString())
                    .isEqualTo("NOT_PRICED_IN_CURRENCY");
            assertThat(
                            staff(HttpMethod.GET, "/admin/price-lists/swiss/prices", null, null)
                                    .getBody()
                                    .at("/items/0/price/amount")
                                    .asInt())
                    .isEqualTo(1_490);

            staff(HttpMethod.DELETE, "/admin/price-lists/swiss/prices/LISTED-1", null, null);
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(
                                            shopper(HttpMethod.GET, "/cart?country=CH", null, token)
                                                    .getBody()
                                                    .at("/refusal/code")
                                                    .asString())
                                    .isEqualTo("NOT_PRICED_IN_CURRENCY"));
            assertThat(
                            codeOf(
                                    staff(
                                            HttpMethod.PUT,
                                            "/admin/price-lists/swiss",
                                            "{\"currency\": \"EUR\"}",
                                            null),
                                    409))
                    .isEqualTo("CURRENCY_OF_LIST_DIFFERS");
        }

        @Test
        void take_several_discounts_and_tell_why_others_do_not_apply() {
            offer("stacked", "STACKED-1");
            awaitForSale("STACKED-1", true);
            coupon(
                    "STACK-AUTO",
                    """
                    {"discount": {"kind": "PERCENTAGE", "percent": "10"}, "skus": ["STACKED-1"], "automatic": true,
                     "stacking": {"priority": 5, "combinable": true}}\
                    """);
            coupon(
                    "STACK-ONE",
                    """
                    {"discount": {"kind": "FIXED_AMOUNT", "amount": {"amount": 100, "currency": "EUR"}},
                     "stacking": {"combinable": true}}\
                    """);
            coupon("STACK-ALONE", "{\"discount\": {\"kind\": \"FREE_SHIPPING\"}}");
            var token = openCart();
            add(token, "STACKED-1", 2);
            for (var code : List.of("STACK-ONE", "STACK-ALONE")) {
                shopper(HttpMethod.POST, "/cart/coupons", "{\"code\": \"" + code + "\"}", token);
            }

            var cart = shopper(HttpMethod.GET, "/cart?country=DE", null, token).getBody();
            assertThat(cart.at("/discounts").findValuesAsString("code"))
                    .filteredOn(code -> code.startsWith("STACK-") || code.equals("NOT_COMBINABLE"))
                    .containsExactly("STACK-AUTO", "STACK-ONE", "STACK-ALONE", "NOT_COMBINABLE");
            // 10 % of 25.00, then 1.00
            assertThat(cart.at("/totals/discount/amount").asInt()).isEqualTo(350);

            shopper(HttpMethod.DELETE, "/cart/coupons/STACK-ONE", null, token);
            staff(HttpMethod.POST, "/admin/coupons/STACK-AUTO/deactivation", null, null);
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(totalOf(token, "/cart?country=DE", "/shipping")).isZero());
        }

        private void set(String path, String body) {
            assertThat(staff(HttpMethod.PUT, path, body, null).getStatusCode().value())
                    .isEqualTo(204);
        }

        private int totalOf(String token, String path, String member) {
            return shopper(HttpMethod.GET, path, null, token)
                    .getBody()
                    .at("/totals" + member + "/amount")
                    .asInt();
        }
    }

    @Nested
    class The_decision_tables {
        @Test
        void are_the_same_when_they_are_made_again() {
            offer("again", "AGAIN-1");
            coupon("AGAIN", "{\"discount\": {\"kind\": \"FREE_SHIPPING\"}}");
            awaitForSale("AGAIN-1", true);
            await().atMost(SOON).until(() -> tables().contains("AGAIN,"));
            var before = tables();
            database.sql("update catalogue_price set unit_price_minor = 1, version = 999").update();
            database.sql("create schema decision_tables_new_half create table tax_rule (x integer)")
                    .update();

            makeAgain();

            assertThat(tables()).isEqualTo(before);
            await().atMost(SOON).untilAsserted(() -> assertThat(halfMadeSchemas()).isEmpty());
        }

        @Test
        void price_carts_all_the_time_while_they_are_made_again() {
            var page = offer("steady", "STEADY-1");
            var price =
                    "/admin/products/%s/variants/steady-1/price"
                            .formatted(page.substring(page.lastIndexOf('/') + 1));
            awaitForSale("STEADY-1", true);
            var token = openCart();
            add(token, "STEADY-1", 1);
            var answers = new ConcurrentLinkedQueue<String>();
            var reading = new AtomicBoolean(true);

            try (var shoppers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var shopper = 0; shopper < 3; shopper++) {
                    shoppers.execute(() -> {
                        while (reading.get()) {
                            var cart = shopper(HttpMethod.GET, "/cart?country=DE", null, token);
                            answers.add(
                                    "%d with %d lines"
                                            .formatted(
                                                    cart.getStatusCode().value(),
                                                    cart.getBody().at("/lines").size()));
                        }
                    });
                }
                for (var amount = 1101; amount <= 1106; amount++) {
                    staff(
                            HttpMethod.PUT,
                            price,
                            "{\"price\": {\"amount\": %d, \"currency\": \"EUR\"}}"
                                    .formatted(amount),
                            null);
                    makeAgain();
                }
                reading.set(false);
            }

            assertThat(answers).hasSizeGreaterThan(10).containsOnly("200 with 1 lines");
            await().atMost(SOON)
                    .until(() -> find("STEADY-1").unitPrice().getAmountMinorLong() == 1106);
            var filledOverTime = tables();
            makeAgain();
            assertThat(tables()).isEqualTo(filledOverTime);
        }

        @Test
        void stay_live_while_the_new_ones_wait_and_are_made_again_once_at_a_time() {
            offer("waiting", "WAITING-1");
            awaitForSale("WAITING-1", true);
            var token = openCart();
            add(token, "WAITING-1", 1);

            transactions.executeWithoutResult(_ -> {
                database.sql(
                                "select segment from token_entry where processor_name = 'decision-tables' for update")
                        .query(Integer.class)
                        .list();
                assertThat(beginRebuild().getStatusCode().value()).isEqualTo(202);
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(halfMadeSchemas()).isNotEmpty());

                assertThat(codeOf(beginRebuild(), 409)).isEqualTo("REBUILD_RUNNING");
                assertThat(
                                shopper(HttpMethod.GET, "/cart?country=DE", null, token)
                                        .getStatusCode()
                                        .value())
                        .isEqualTo(200);
            });
            await().atMost(SOON).untilAsserted(() -> assertThat(halfMadeSchemas()).isEmpty());
        }

        @Test
        void that_a_crash_left_half_made_are_removed_at_the_next_start() {
            assertThat(halfMadeSchemas()).doesNotContain(LEFT_HALF_MADE);
        }

        /// As soon as no other one runs, until its tables are the live ones.
        private void makeAgain() {
            var before = liveTable();
            await().atMost(SOON).until(() -> beginRebuild().getStatusCode().value() == 202);
            await().atMost(SOON).until(() -> liveTable() != before);
        }

        private ResponseEntity<JsonNode> beginRebuild() {
            return staff(HttpMethod.POST, "/admin/decision-tables/rebuilds", null, null);
        }

        private long liveTable() {
            return database.sql("select 'catalogue_price'::regclass::oid")
                    .query(Long.class)
                    .single();
        }

        private List<String> halfMadeSchemas() {
            return database.sql(
                            "select nspname from pg_namespace where nspname like 'decision_tables%'")
                    .query(String.class)
                    .list();
        }

        private String tables() {
            return database.sql(
                            """
                            select coalesce(string_agg(line, E'\\n' order by line), '') from (
                                select concat_ws(',', sku, product_id, options, unit_price_minor, currency, tax_class,
                                                 weight_grams, version) as line from catalogue_price
                                union all select concat_ws(',', product_id, name, categories, for_sale) from sellable_product
                                union all select concat_ws(',', code, terms, active, uses, version) from coupon_terms
                                union all select concat_ws(',', code, customer_id, uses) from coupon_customer_use
                                union all select concat_ws(',', customer_id, orders) from customer_orders
                                union all select concat_ws(',', sku, available, backorders) from sku_availability
                                union all select concat_ws(',', destination, rates) from tax_rule
                                union all select concat_ws(',', code, name, rates, offered) from shipping_method
                                union all select concat_ws(',', code, currency, destinations, open) from price_list
                                union all select concat_ws(',', code, sku, unit_price_minor, version) from list_price)
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

    private SkuOffer find(String sku) {
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

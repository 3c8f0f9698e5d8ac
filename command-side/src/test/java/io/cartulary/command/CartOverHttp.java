package io.cartulary.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.cart.CartId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponEvent.*;
import io.cartulary.events.coupon.CouponId;
import io.cartulary.events.importedorder.ImportedOrderEvent.OrderImported;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.web.access.CartTokens;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/// Carts over HTTP, in the application of [ShopOverHttpTest].
abstract class CartOverHttp extends ShopOverHttp {

    @Test
    void is_quoted_with_its_coupon() {
        offer("quoted", "QUOTE-1");
        awaitForSale("QUOTE-1", true);
        coupon("QUOTED10", "{\"discount\": {\"kind\": \"PERCENTAGE\", \"percent\": \"10\"}}");
        var token = openCart();

        assertThat(add(token, "QUOTE-1", 2).getStatusCode().value()).isEqualTo(204);
        assertThat(
                        shopper(HttpMethod.POST, "/cart/coupons", "{\"code\": \"quoted10\"}", token)
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
    void says_why_its_coupon_does_not_apply_and_is_quoted_without() {
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
    void is_shown_to_staff_and_to_no_one_else() {
        offer("watched", "WATCHED-1");
        awaitForSale("WATCHED-1", true);
        var opened = shopper(HttpMethod.POST, "/cart", null, null);
        var token = opened.getHeaders().getFirst("Cart-Token");
        add(token, "WATCHED-1", 2);
        var path =
                "/admin/customers/%s/cart"
                        .formatted(
                                CartTokens.guestOf(new CartId(textAt(opened, "/cartId"))).value());

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
    void loses_a_coupon_that_its_customer_used_as_often_as_they_may() {
        offer("limited", "LIMITED-1");
        awaitForSale("LIMITED-1", true);
        coupon("ONEEACH", "{\"discount\": {\"kind\": \"FREE_SHIPPING\"}, \"perCustomerLimit\": 1}");
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
        assertThat(shopper(HttpMethod.GET, "/cart", null, guest).getBody().at("/lines")).isEmpty();
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
        assertThat(shopper(HttpMethod.GET, "/cart", null, token).getBody().at("/lines")).isEmpty();
        add(token, "MOVE-1", 1);
        shopper(HttpMethod.DELETE, "/cart/items", null, token);
        assertThat(shopper(HttpMethod.GET, "/cart", null, token).getBody().at("/lines")).isEmpty();
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

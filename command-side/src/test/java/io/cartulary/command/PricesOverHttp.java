package io.cartulary.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.coupon.CouponEvent.*;
import io.cartulary.web.ApiHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/// Rules of prices over HTTP, in the application of [ShopOverHttpTest].
abstract class PricesOverHttp extends ShopOverHttp {

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
                                        staff(HttpMethod.GET, "/admin/shipping-methods", null, null)
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
                        shopper(HttpMethod.PUT, "/cart/currency", "{\"currency\": \"CHF\"}", token)
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
    void take_several_discounts_and_say_why_others_do_not_apply() {
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
                .untilAsserted(
                        () -> assertThat(totalOf(token, "/cart?country=DE", "/shipping")).isZero());
    }

    private void set(String path, String body) {
        assertThat(staff(HttpMethod.PUT, path, body, null).getStatusCode().value()).isEqualTo(204);
    }

    private int totalOf(String token, String path, String member) {
        return shopper(HttpMethod.GET, path, null, token)
                .getBody()
                .at("/totals" + member + "/amount")
                .asInt();
    }
}

package io.cartulary.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.coupon.CouponEvent.*;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/// Coupons over HTTP, in the application of [ShopOverHttpTest].
abstract class CouponsOverHttp extends ShopOverHttp {

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

        var verdict = shopper(HttpMethod.POST, "/coupons/validation", piecesOfDearest(999), null);
        assertThat(verdict.getBody().at("/amount/amount").asLong()).isEqualTo(99_900_000_000_000L);

        var tooMany = shopper(HttpMethod.POST, "/coupons/validation", piecesOfDearest(1_000), null);
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
    void is_changed_with_others_and_each_outcome_is_reported() {
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

        assertThat(outcome.at("/done").asInt()).isEqualTo(2);
        assertThat(outcome.at("/outcomes").findValuesAsString("id"))
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

package io.cartulary.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.coupon.CouponEvent.*;
import io.cartulary.events.inventory.Sku;
import io.cartulary.tests.access.OperatorAccess;
import io.cartulary.web.ApiHeaders;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/// Products over HTTP, in the application of [ShopOverHttpTest].
abstract class ProductsOverHttp extends ShopOverHttp {

    @Test
    void is_offered_once_however_often_it_is_asked() {
        var first = staff(HttpMethod.POST, "/admin/products", product("once", "ONCE-1"), "key-1");
        var again = staff(HttpMethod.POST, "/admin/products", product("once", "ONCE-1"), "key-1");

        assertThat(first.getStatusCode().value()).isEqualTo(201);
        assertThat(again.getStatusCode().value()).isEqualTo(201);
        assertThat(again.getHeaders().getLocation()).isEqualTo(first.getHeaders().getLocation());
        assertThat(eventsOf("ProductCreated", "\"slug\":\"once\"")).isEqualTo(1);
    }

    @Test
    void is_refused_with_a_tax_class_that_no_rule_has_until_one_does() {
        var product =
                product("novel", "NOVEL-1")
                        .replace("\"weightGrams\"", "\"taxClass\": \"novels\", \"weightGrams\"");
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
                                    headers.set("Authorization", OperatorAccess.bearer(port));
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
                        staff(HttpMethod.POST, "/admin/products", product("second", "OWN-1"), null)
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
    void keeps_its_former_slug_for_itself() {
        var admin = "/admin/products/" + idOf(offer("readdressed", "READDRESSED-1"));
        var other = "/admin/products/" + idOf(offer("staying", "STAYING-1"));

        assertThat(changeSlug(admin, "readdressed-now").getStatusCode().value()).isEqualTo(204);
        assertThat(codeOf(changeSlug(other, "readdressed"), 409)).isEqualTo("SLUG_TAKEN");
        assertThat(codeOf(changeSlug(other, "readdressed-now"), 409)).isEqualTo("SLUG_TAKEN");
        assertThat(codeOf(changeSlug(other, "bestsellers"), 422)).isEqualTo("SLUG_RESERVED");
        assertThat(codeOf(changeSlug(other, "No slug"), 400)).isEqualTo("INVALID_VALUE");
        assertThat(changeSlug(admin, "readdressed").getStatusCode().value()).isEqualTo(204);
    }

    private ResponseEntity<JsonNode> changeSlug(String admin, String slug) {
        return staff(HttpMethod.PUT, admin + "/slug", "{\"slug\": \"%s\"}".formatted(slug), null);
    }

    private static String idOf(String page) {
        return page.substring(page.lastIndexOf('/') + 1);
    }

    @Test
    void costs_what_a_sale_says_from_its_first_moment_to_its_last() {
        var admin = "/admin/products/" + idOf(offer("reduced", "REDUCED-1"));
        awaitForSale("REDUCED-1", true);
        var own = find("REDUCED-1").unitPrice().getAmountMinorLong();
        var monday = Instant.parse("2031-11-24T00:00:00Z");
        var sunday = Instant.parse("2031-12-01T00:00:00Z");

        var scheduled =
                staff(
                        HttpMethod.POST,
                        admin + "/variants/reduced-1/sales",
                        "{\"price\": {\"amount\": 7, \"currency\": \"EUR\"}, \"from\": \"%s\", \"until\": \"%s\"}"
                                .formatted(monday, sunday),
                        null);

        await().atMost(SOON).untilAsserted(() -> assertThat(priceAt(monday)).isEqualTo(7));
        assertThat(priceAt(monday.minusMillis(1))).isEqualTo(own);
        assertThat(priceAt(sunday.minusMillis(1))).isEqualTo(7);
        assertThat(priceAt(sunday)).isEqualTo(own);

        staff(HttpMethod.DELETE, admin + "/sales/" + textAt(scheduled, "/saleId"), null, null);
        await().atMost(SOON).untilAsserted(() -> assertThat(priceAt(monday)).isEqualTo(own));
    }

    private long priceAt(Instant moment) {
        var sku = new Sku("REDUCED-1");
        return priceList.find(List.of(sku), moment).get(sku).unitPrice().getAmountMinorLong();
    }

    @Test
    void changes_and_goes_off_sale() {
        var page = offer("changing", "CHANGE-1");
        var admin = "/admin/products/" + idOf(page);
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
                {"name": {"en": "Changed"}}\
                """,
                null);
        await().atMost(SOON)
                .untilAsserted(() -> {
                    var entry = find("CHANGE-1");
                    assertThat(entry.unitPrice().getAmountMinorLong()).isEqualTo(999);
                    assertThat(entry.name()).isEqualTo("Changed (M)");
                    assertThat(entry.version()).isEqualTo(3);
                    assertThat(find("CHANGE-2").name()).isEqualTo("Changed (L)");
                });

        staff(
                HttpMethod.PUT,
                admin + "/variants/change-2",
                """
                {"options": {"size": "XL"}, "taxClass": "standard", "weightGrams": 700}\
                """,
                null);
        staff(HttpMethod.POST, admin + "/variants/change-1/archival", null, null);
        await().atMost(SOON)
                .untilAsserted(() -> {
                    assertThat(find("CHANGE-1")).isNull();
                    var entry = find("CHANGE-2");
                    assertThat(entry.name()).isEqualTo("Changed (XL)");
                    assertThat(entry.weightGrams()).isEqualTo(700);
                    assertThat(entry.unitPrice().getAmountMinorLong()).isEqualTo(1_500);
                });

        assertThat(staff(HttpMethod.POST, admin + "/archival", null, null).getStatusCode().value())
                .isEqualTo(204);
        awaitForSale("CHANGE-2", false);
    }

    @Test
    void that_no_one_created_is_not_found() {
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

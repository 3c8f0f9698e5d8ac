package io.cartulary.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.coupon.CouponEvent.*;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/// Stock over HTTP, in the application of [ShopOverHttpTest].
abstract class StockOverHttp extends ShopOverHttp {

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
        assertThat(staff(HttpMethod.POST, stock + "/transfers", move, null).getStatusCode().value())
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
        assertThat(staff(HttpMethod.PUT, stock + "/policy", policy, null).getStatusCode().value())
                .isEqualTo(204);
        assertThat(staff(HttpMethod.PUT, stock + "/bundle", parts, null).getStatusCode().value())
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

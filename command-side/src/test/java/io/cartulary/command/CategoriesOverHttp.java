package io.cartulary.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.catalog.CategoryId;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/// Categories over HTTP, in the application of [ShopOverHttpTest].
abstract class CategoriesOverHttp extends ShopOverHttp {

    @Test
    void that_a_product_names_must_exist() {
        var product = product("placed", "PLACED-1");
        var refused =
                staff(HttpMethod.POST, "/admin/products", in("category-unknown", product), null);
        assertThat(codeOf(refused, 422)).isEqualTo("UNKNOWN_CATEGORY");
        assertThat(textAt(refused, "/field")).isEqualTo("description.categories");

        var category = create("Placed", null);
        assertThat(
                        staff(HttpMethod.POST, "/admin/products", in(category, product), null)
                                .getStatusCode()
                                .value())
                .isEqualTo(201);
        awaitForSale("PLACED-1", true);
        assertThat(find("PLACED-1").categories()).containsExactly(new CategoryId(category));
    }

    @Test
    void of_a_coupon_stands_for_all_below_it_as_the_tree_is_now() {
        var care = create("Care", null);
        var feet = create("Feet", care);
        staff(HttpMethod.POST, "/admin/products", in(feet, product("socks", "SOCKS-1")), null);
        awaitForSale("SOCKS-1", true);
        coupon(
                "CARE",
                """
                {"discount": {"kind": "PERCENTAGE", "percent": "10"}, "categories": ["%s"]}\
                """
                        .formatted(care));
        await().atMost(SOON).untilAsserted(() -> assertThat(applies()).isTrue());

        var moved = staff(HttpMethod.DELETE, "/admin/categories/" + feet + "/parent", null, null);
        assertThat(moved.getStatusCode().value()).isEqualTo(204);
        await().atMost(SOON).untilAsserted(() -> assertThat(applies()).isFalse());

        var unknown =
                staff(
                        HttpMethod.PUT,
                        "/admin/coupons/CARE",
                        """
                        {"discount": {"kind": "PERCENTAGE", "percent": "10"}, "categories": ["category-x"]}\
                        """,
                        null);
        assertThat(codeOf(unknown, 422)).isEqualTo("UNKNOWN_CATEGORY");
    }

    private boolean applies() {
        return shopper(
                        HttpMethod.POST,
                        "/coupons/validation",
                        "{\"code\": \"CARE\", \"lines\": [{\"sku\": \"SOCKS-1\", \"quantity\": 1}]}",
                        null)
                .getBody()
                .at("/applies")
                .asBoolean();
    }

    @Test
    void moved_below_each_other_at_the_same_time_make_no_circle() {
        var one = create("One of two", null);
        var other = create("Other of two", null);

        var moves = new ArrayList<Future<ResponseEntity<JsonNode>>>();
        try (var staff = Executors.newVirtualThreadPerTaskExecutor()) {
            moves.add(staff.submit(() -> move(one, other)));
            moves.add(staff.submit(() -> move(other, one)));
        }

        assertThat(moves)
                .extracting(move -> move.resultNow().getStatusCode().value())
                .containsExactlyInAnyOrder(204, 409);
    }

    private ResponseEntity<JsonNode> move(String category, String parent) {
        return staff(
                HttpMethod.PUT,
                "/admin/categories/" + category + "/parent",
                "{\"parentId\": \"%s\"}".formatted(parent),
                null);
    }

    private String create(String name, @Nullable String parent) {
        var created =
                staff(
                        HttpMethod.POST,
                        "/admin/categories",
                        """
                        {"description": {"name": {"en": "%s"}}%s}\
                        """
                                .formatted(
                                        name,
                                        parent == null
                                                ? ""
                                                : ", \"parentId\": \"%s\"".formatted(parent)),
                        null);
        assertThat(created.getStatusCode().value()).isEqualTo(201);
        return textAt(created, "/categoryId");
    }

    private static String in(String category, String product) {
        return product.replace(
                "\"description\": {",
                "\"description\": {\"categories\": [\"%s\"], ".formatted(category));
    }
}

package io.cartulary.standalone.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.standalone.shop.Shopper;
import io.cartulary.standalone.shop.StandaloneShop;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may keep an answer: everyone what all see alike, no one what is one person's.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CachingTest {

    private final Shopper shopper = StandaloneShop.shopper();

    @BeforeAll
    void stock() {
        shopper.stock("CACHED-1", 1250, 5);
        shopper.openCart();
        shopper.put("CACHED-1", 1);
        shopper.shop("GET", "/products/cached-1", null).expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/products/cached-1",
                "/products/cached-1/variants",
                "/products/cached-1/availability",
                "/products",
                "/products/featured",
                "/products/new-arrivals",
                "/products/bestsellers",
                "/search?q=journey",
                "/search/suggestions?q=jour",
                "/categories",
                "/recommendations/popular"
            })
    void what_all_see_alike_is_kept_for_a_moment(String path) {
        var anyone = StandaloneShop.shopper();
        var answer = anyone.shop("GET", path, null).expect(200);
        assertThat(header(answer, "Cache-Control")).contains("public", "max-age=");

        var etag = answer.response().headers().firstValue("ETag");
        if (etag.isPresent()) {
            anyone.shop("GET", path, null, "If-None-Match", etag.get()).expect(304);
        }
    }

    @Test
    void what_was_asked_for_at_a_position_is_kept_by_no_one() {
        var answer = shopper.shop("GET", "/products/cached-1", null).expect(200);
        assertThat(header(answer, "Cache-Control")).contains("no-store");
        assertThat(header(answer, "Vary")).contains("Cartulary-Position");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cart", "/orders"})
    void what_is_one_persons_is_kept_by_no_one(String path) {
        assertThat(header(shopper.shop("GET", path, null).expect(200), "Cache-Control"))
                .contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/orders", "/admin/dashboard", "/admin/products", "/admin/audit"})
    void what_is_for_staff_is_kept_by_no_one(String path) {
        assertThat(header(shopper.staff("GET", path, null).expect(200), "Cache-Control"))
                .contains("no-store");
    }

    private static String header(Shopper.Answer answer, String name) {
        return String.join(",", answer.response().headers().allValues(name));
    }
}

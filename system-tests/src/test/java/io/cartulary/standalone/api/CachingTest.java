package io.cartulary.standalone.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.standalone.shop.Shopper;
import io.cartulary.standalone.shop.StandaloneShop;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may keep an answer: everyone what all see alike, no one what is one person's.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CachingTest {

    private static final AtomicInteger PRICES = new AtomicInteger(7000);

    private final Shopper shopper = StandaloneShop.shopper();
    private Shopper.Answer changing;

    @BeforeAll
    void stock() {
        shopper.stock("CACHED-1", 1250, 5);
        shopper.staff(
                        "PUT",
                        "/admin/attributes/cached",
                        """
                        {"label": {"en": "Cached"}, "kind": "TEXT", "choices": [],
                         "filterable": true, "searchable": false, "comparable": false}\
                        """)
                .expect(204);
        changing =
                shopper.staff(
                                "POST",
                                "/admin/products",
                                """
                                {"slug": "changed-1",
                                 "description": {"name": {"en": "Changing"}, "tags": ["changed"]},
                                 "variants": [{"sku": "CHANGED-1", "price": {"amount": 700, "currency": "GBP"}, "taxClass": "standard", "weightGrams": 200}],
                                 "publish": true}\
                                """)
                        .expect(201);
        shopper.openCart();
        shopper.put("CACHED-1", 1);
        shopper.shop("GET", "/products/cached-1", null).expect(200);
        shopper.shop("GET", "/products/changed-1", null).expect(200);
        shopper.shop("GET", "/attributes/cached", null).expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/products/cached-1",
                "/products/cached-1/variants",
                "/products/cached-1/availability",
                "/products/cached-1/reviews",
                "/products",
                "/products/featured",
                "/products/compare?ids=cached-1,changed-1",
                "/products/new-arrivals",
                "/products/bestsellers",
                "/search?q=journey",
                "/search/suggestions?q=jour",
                "/categories",
                "/brands",
                "/collections",
                "/attributes",
                "/attributes/cached",
                "/attribute-sets",
                "/recommendations/popular"
            })
    void what_all_see_alike_is_kept_for_a_moment(String path) {
        var anyone = StandaloneShop.shopper();
        // What happened before may still change a list.
        await().untilAsserted(() -> {
            var answer = anyone.shop("GET", path, null).expect(200);
            assertThat(header(answer, "Cache-Control"))
                    .contains("public", "max-age=0", "s-maxage=1");

            var again = anyone.shop("GET", path, null, "If-None-Match", header(answer, "ETag"));
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.response().body()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/products/changed-1",
                "/products/changed-1/variants",
                "/products?tag=changed",
                "/search?q=changed-1"
            })
    void a_change_is_seen_at_once_by_who_made_it_and_soon_by_everyone(String path) {
        var staff = StandaloneShop.shopper();
        var anyone = StandaloneShop.shopper();
        var product = changing.text("productId");
        staff.staff("GET", path, null).expect(200);
        await().until(() -> anyone.shop("GET", path, null).body().toString().contains("CHANGED-1"));
        var seen = anyone.shop("GET", path, null).expect(200);
        var price = PRICES.incrementAndGet();

        staff.staff(
                        "PUT",
                        "/admin/products/%s/variants/CHANGED-1/price".formatted(product),
                        "{\"price\": {\"amount\": %d, \"currency\": \"GBP\"}}".formatted(price))
                .expect(204);

        assertThat(staff.shop("GET", path, null).expect(200).body().toString())
                .contains("\"amount\":" + price);
        await().until(() ->
                anyone.shop("GET", path, null, "If-None-Match", header(seen, "ETag")).status()
                        == 200);
        assertThat(anyone.shop("GET", path, null).body().toString())
                .contains("\"amount\":" + price);
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

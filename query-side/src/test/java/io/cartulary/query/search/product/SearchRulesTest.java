package io.cartulary.query.search.product;

import static io.cartulary.events.search.SearchSettingsId.OF_THE_SHOP;
import static io.cartulary.query.search.product.SampleProducts.created;
import static io.cartulary.query.search.product.SampleProducts.registered;
import static io.cartulary.query.search.product.SampleProducts.stocked;
import static io.cartulary.query.search.product.SampleProducts.variant;
import static io.cartulary.query.search.product.SearchedShop.CLAY;
import static io.cartulary.query.search.product.SearchedShop.SHIRT;
import static io.cartulary.query.search.product.SearchedShop.TONER;
import static io.cartulary.query.search.product.SearchedShop.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.OrderEvent.OrderConfirmed;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.search.Curation;
import io.cartulary.events.search.SearchEvent.*;
import io.cartulary.events.search.SearchWeights;
import io.cartulary.events.search.SearchedText;
import io.cartulary.events.search.Synonyms;
import io.cartulary.query.Http;
import io.cartulary.query.QuerySideTest;
import io.cartulary.query.RecordedEvents;
import io.cartulary.web.ApiHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// What staff decide is at work in the searches of shoppers.
@QuerySideTest
@Import(RecordedEvents.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchRulesTest {

    @Autowired RecordedEvents events;
    @LocalServerPort int port;
    private SearchedShop shop;

    @BeforeAll
    void openShop() {
        shop = SearchedShop.open(events, port);
    }

    private static List<SearchedText> texts(String... texts) {
        return Stream.of(texts).map(SearchedText::new).toList();
    }

    private void define(String code, Synonyms synonyms) {
        shop.record(new SynonymsDefined(OF_THE_SHOP, code, synonyms));
    }

    @Nested
    class Synonyms_of_a_shop {
        @Test
        void are_found_for_each_other_until_they_are_removed() {
            assertThat(shop.get("/api/v1/search?q=facial mist")).doesNotContain("Rose Water Toner");

            define("mists", new Synonyms(texts("facial mist", "toner"), List.of()));
            assertThat(shop.names("/api/v1/search?q=facial mists"))
                    .containsExactly("Rose Water Toner");
            assertThat(shop.names("/api/v1/search?q=rose facial mist"))
                    .containsExactly("Rose Water Toner");

            shop.record(new SynonymsRemoved(OF_THE_SHOP, "mists"));
            assertThat(shop.get("/api/v1/search?q=facial mist")).doesNotContain("Rose Water Toner");
        }

        @Test
        void may_be_in_another_script_and_in_one_direction() {
            define("blouses", new Synonyms(texts("blouse", "เสื้อเชิ้ต"), texts("shirt")));

            assertThat(shop.names("/api/v1/search?q=blouse")).containsExactly("Linen Shirt");
            assertThat(shop.names("/api/v1/search?q=เสื้อเชิ้ต")).containsExactly("Linen Shirt");
        }

        @Test
        void mark_what_they_found() {
            define("muds", new Synonyms(texts("mud", "clay"), List.of()));

            assertThat(
                            JsonPath.<String>read(
                                    shop.get("/api/v1/search?q=mud mask"),
                                    "$.items[0].highlight.name"))
                    .isEqualTo("<em>Clay</em> <em>Mask</em>");
        }

        @Test
        void are_soon_at_work_by_themselves() {
            var waiting = "/api/v1/search?q=chemise";
            assertThat(names(waiting)).isEmpty();

            define("chemises", new Synonyms(texts("chemise", "linen shirt"), List.of()));

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> names(waiting).equals(List.of("Linen Shirt")));
        }

        private List<String> names(String path) {
            return values(shop.call(path, Map.of()).getBody(), "$.items[*].name");
        }
    }

    @Nested
    class A_curation {
        @Test
        void shows_what_is_pinned_first_and_never_what_is_hidden() {
            shop.record(
                    new CurationDefined(
                            OF_THE_SHOP,
                            "rose",
                            new Curation(
                                    texts("rose petals"),
                                    List.of(SHIRT.productId(), CLAY.productId()),
                                    List.of(TONER.productId()))));

            assertThat(shop.names("/api/v1/search?q=Rose  Petals"))
                    .containsExactly("Linen Shirt", "Clay Mask");
            assertThat(shop.names("/api/v1/search?q=rose petals&brand=terra"))
                    .containsExactly("Clay Mask");
            assertThat(shop.names("/api/v1/search?q=rose")).containsExactly("Rose Water Toner");

            shop.record(new CurationRemoved(OF_THE_SHOP, "rose"));
            assertThat(shop.names("/api/v1/search?q=rose petals"))
                    .containsExactly("Rose Water Toner");
        }

        @Test
        void is_followed_by_what_has_the_words_page_by_page() {
            shop.record(
                    new CurationDefined(
                            OF_THE_SHOP,
                            "water",
                            new Curation(
                                    texts("water"),
                                    List.of(CLAY.productId(), SHIRT.productId()),
                                    List.of())));

            var first = shop.get("/api/v1/search?q=water&limit=1");
            assertThat(values(first, "$.items[*].name")).containsExactly("Clay Mask");
            var next = JsonPath.<String>read(first, "$.next");
            assertThat(shop.names("/api/v1/search?q=water&limit=5&cursor=" + next))
                    .containsExactly("Linen Shirt", "Rose Water Toner");
            shop.record(new CurationRemoved(OF_THE_SHOP, "water"));
        }
    }

    @Nested
    class Weights {
        @Test
        void put_what_sells_is_in_stock_or_new_before_what_only_has_the_words() {
            var now = Instant.now();
            var years = Duration.ofDays(1_000);
            var scarves =
                    List.of(
                            publish("Woollen Scarf Stocked", now.minus(years)),
                            publish("Woollen Scarf Bought", now.minus(years)),
                            publish("Woollen Scarf Newest", now));
            shop.record(stocked(sku("Woollen Scarf Stocked").value(), 3));
            events.record(
                    now,
                    new OrderConfirmed(
                            OrderId.named("scarf"),
                            CustomerId.named("someone"),
                            PaymentId.named("scarf"),
                            List.of(new SkuQuantity(sku("Woollen Scarf Bought"), 1))));

            assertThat(first(new SearchWeights(0, 100, 0))).isEqualTo("Woollen Scarf Stocked");
            assertThat(first(new SearchWeights(100, 0, 0))).isEqualTo("Woollen Scarf Bought");
            assertThat(first(new SearchWeights(0, 0, 100))).isEqualTo("Woollen Scarf Newest");
            shop.record(new WeightsSet(OF_THE_SHOP, SearchWeights.NONE));
            scarves.forEach(scarf -> shop.record(new ProductArchived(scarf)));
        }

        private String first(SearchWeights weights) {
            shop.record(new WeightsSet(OF_THE_SHOP, weights));
            var answer = shop.get("/api/v1/search?q=woollen scarf");
            assertThat(JsonPath.<String>read(answer, "$.items[0].highlight.name"))
                    .startsWith("<em>Woollen</em> <em>Scarf</em>");
            return JsonPath.read(answer, "$.items[0].name");
        }

        private ProductId publish(String name, Instant at) {
            var scarf =
                    created(
                            name,
                            "Wool",
                            "Fashion",
                            Map.of(),
                            variant(sku(name).value(), 1, "EUR"));
            events.record(at, scarf, new ProductPublished(scarf.productId()));
            shop.record(registered(sku(name).value(), scarf.productId()));
            return scarf.productId();
        }

        private static Sku sku(String name) {
            return new Sku(name.toUpperCase().replace(' ', '-'));
        }
    }

    @Test
    void staff_see_what_they_decided_and_its_version() {
        define("settees", new Synonyms(texts("settee"), texts("divan")));
        var seen = events.record(new WeightsSet(OF_THE_SHOP, new SearchWeights(0, 0, 0)));

        var answer =
                new Http(port)
                        .getAsStaff(
                                "/api/v1/admin/search/settings", Map.of(ApiHeaders.POSITION, seen));

        assertThat(answer.getHeaders().getETag()).startsWith("\"search-settings@");
        assertThat(values(answer.getBody(), "$.synonyms[?(@.code=='settees')].alsoFind[*]"))
                .containsExactly("divan");
        assertThat(JsonPath.<Integer>read(answer.getBody(), "$.weights.stock")).isZero();
    }
}

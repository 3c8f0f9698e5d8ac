package io.cartulary.query.search.product;

import static io.cartulary.query.search.product.SampleProducts.category;
import static io.cartulary.query.search.product.SampleProducts.created;
import static io.cartulary.query.search.product.SampleProducts.money;
import static io.cartulary.query.search.product.SampleProducts.registered;
import static io.cartulary.query.search.product.SampleProducts.stocked;
import static io.cartulary.query.search.product.SampleProducts.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.CategoryDescription;
import io.cartulary.events.catalog.CategoryEvent.*;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.OrderEvent.OrderConfirmed;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.review.ReviewEvent.ReviewApproved;
import io.cartulary.events.review.ReviewEvent.ReviewWithdrawn;
import io.cartulary.events.review.ReviewId;
import io.cartulary.query.Http;
import io.cartulary.query.QuerySideTest;
import io.cartulary.query.RecordedEvents;
import io.cartulary.query.search.LiveIndexes;
import io.cartulary.web.ApiHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

@QuerySideTest
@Import(RecordedEvents.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductSearchTest {

    private static final ProductCreated TONER =
            created(
                    new LocalizedText(
                            Map.of(
                                    "en",
                                    "Rose Water Toner",
                                    "th",
                                    "โทนเนอร์น้ำกุหลาบ",
                                    "km",
                                    "តូនើរទឹកផ្កាកុលាប")),
                    "Crème Héro",
                    "Toners",
                    Map.of("skin type", List.of("dry", "sensitive")),
                    variant("TONER-100", 1250, "EUR", "size", "100 ml"),
                    variant("TONER-200", 2100, "EUR", "size", "200 ml"));
    private static final ProductCreated CLAY =
            created(
                    "Clay Mask",
                    "Terra",
                    "Skincare",
                    Map.of("skin type", List.of("oily")),
                    variant("CLAY-1", 990, "EUR"));
    private static final ProductCreated SHIRT =
            created(
                    "Linen Shirt",
                    "Lino",
                    "Fashion",
                    Map.of(),
                    variant("SHIRT-S", 4900, "EUR", "size", "S"),
                    variant("SHIRT-M", 4900, "EUR", "size", "M"));
    private static final ProductCreated DRAFT =
            created("Rose Perfume", "Terra", "Skincare", Map.of(), variant("PERFUME", 100, "EUR"));

    @Autowired RecordedEvents events;
    @Autowired LiveIndexes indexes;
    @LocalServerPort int port;
    private String position;

    @BeforeAll
    void fillShop() {
        var day = Instant.parse("2026-03-01T10:00:00Z");
        events.record(
                created(LocalizedText.english("Skincare"), null),
                created(LocalizedText.english("Fashion"), null),
                created(new LocalizedText(Map.of("en", "Toners", "th", "โทนเนอร์")), "Skincare"));
        events.record(day, TONER, new ProductPublished(TONER.productId()));
        events.record(day.plusSeconds(60), CLAY, new ProductPublished(CLAY.productId()));
        events.record(day.plusSeconds(120), SHIRT, new ProductPublished(SHIRT.productId()));
        events.record(DRAFT);
        position =
                events.record(
                        registered("TONER-100", TONER.productId()),
                        stocked("TONER-100", 5),
                        new OrderConfirmed(
                                OrderId.named("sold-clay"),
                                CustomerId.named("someone"),
                                PaymentId.named("sold-clay"),
                                List.of(new SkuQuantity(new Sku("CLAY-1"), 1))));
        get("/api/v1/products"); // suggestions and categories wait for no position
    }

    @Test
    void compares_prices_in_the_currency_most_products_have_unless_asked_otherwise() {
        var mug =
                created("Enamel Mug", "Terra", "Gifts", Map.of(), variant("MUG-USD", 1100, "USD"));
        events.record(mug);
        var published = events.record(new ProductPublished(mug.productId()));

        assertThat(namesAt(published, "/api/v1/search?maxPrice=1200"))
                .contains("Clay Mask")
                .doesNotContain("Enamel Mug");
        assertThat(namesAt(published, "/api/v1/search?maxPrice=1200&currency=USD"))
                .containsExactly("Enamel Mug");
        var archived = events.record(new ProductArchived(mug.productId()));
        assertThat(namesAt(archived, "/api/v1/search?q=mug")).isEmpty();
    }

    @Nested
    class Words {
        @Test
        void are_found_when_misspelt_and_bent() {
            assertThat(names("/api/v1/search?q=rosse toners")).containsExactly("Rose Water Toner");
        }

        @Test
        void are_found_without_their_accents_in_brand_and_attributes() {
            assertThat(names("/api/v1/search?q=creme hero")).containsExactly("Rose Water Toner");
            assertThat(names("/api/v1/search?q=sensitive toner"))
                    .containsExactly("Rose Water Toner");
        }

        @Test
        void are_found_in_thai_and_khmer() {
            assertThat(names("/api/v1/search?q=โทนเนอร์")).containsExactly("Rose Water Toner");
            assertThat(names("/api/v1/search?q=ផ្កាកុលាប")).containsExactly("Rose Water Toner");
            assertThat(names("/api/v1/search?q=กุหลาบ&language=th"))
                    .containsExactly("โทนเนอร์น้ำกุหลาบ");
        }

        @Test
        void are_marked_and_everything_else_is_escaped() {
            var answer = get("/api/v1/search?q=rose");

            assertThat(JsonPath.<String>read(answer, "$.items[0].highlight.name"))
                    .isEqualTo("<em>Rose</em> Water Toner");
            assertThat(JsonPath.<String>read(answer, "$.items[0].highlight.description"))
                    .contains("&amp; more");
        }

        @Test
        void may_be_a_sku_or_its_beginning() {
            assertThat(names("/api/v1/search?q=toner-200")).containsExactly("Rose Water Toner");
            assertThat(names("/api/v1/search?q=CLAY-1")).startsWith("Clay Mask");
        }

        @Test
        void may_be_a_barcode() {
            assertThat(names("/api/v1/search?q=EAN-SHIRT-M")).startsWith("Linen Shirt");
        }

        @Test
        void are_found_by_their_beginning() {
            assertThat(names("/api/v1/search?q=rose ton")).containsExactly("Rose Water Toner");
        }

        @Test
        void of_little_meaning_are_not_asked_for() {
            assertThat(names("/api/v1/search?q=a toner with the roses"))
                    .containsExactly("Rose Water Toner");
        }

        @Test
        void and_numbers_are_found_with_a_space_between_and_without() {
            assertThat(names("/api/v1/search?q=toner200")).containsExactly("Rose Water Toner");
            assertThat(names("/api/v1/search?q=toner 200")).containsExactly("Rose Water Toner");
        }

        @Test
        void in_quotes_stand_together() {
            assertThat(names("/api/v1/search?q=\"water toner\""))
                    .containsExactly("Rose Water Toner");
            assertThat(names("/api/v1/search?q=\"toner water\"")).isEmpty();
        }

        @Test
        void behind_a_minus_are_in_no_hit() {
            assertThat(names("/api/v1/search?q=-toner"))
                    .isNotEmpty()
                    .doesNotContain("Rose Water Toner");
            assertThat(names("/api/v1/search?q=toner -rose")).isEmpty();
        }

        @Test
        void that_no_product_has_together_show_what_is_nearest() {
            var answer = get("/api/v1/search?q=rose bulldozer");
            assertThat(JsonPath.<Boolean>read(answer, "$.similar")).isTrue();
            assertThat(JsonPath.<List<String>>read(answer, "$.items[*].name"))
                    .containsExactly("Rose Water Toner");
            assertThat(names("/api/v1/search?q=etoner")).containsExactly("Rose Water Toner");
            assertThat(get("/api/v1/search?q=rose")).doesNotContain("similar");
        }

        @Test
        void that_nothing_has_find_nothing() {
            assertThat(names("/api/v1/search?q=bulldozer")).isEmpty();
        }
    }

    @Nested
    class Narrowing {
        @Test
        void leaves_a_facet_all_its_own_values() {
            var answer = get("/api/v1/search?brand=Terra");

            assertThat(names(answer, "$.items[*].name")).containsExactly("Clay Mask");
            assertThat(names(answer, "$.facets.brands[*].value"))
                    .contains("Terra", "Lino", "Crème Héro");
            assertThat(names(answer, "$.facets.categories[*].value")).containsExactly("skincare");
        }

        @Test
        void always_shows_what_is_ticked() {
            var answer =
                    get(
                            "/api/v1/search?brand=Terra&brand=Nobody&attr.skin [type>=dry&category=clearance");

            assertThat(names(answer, "$.facets.brands[?(@.value=='Nobody')].count"))
                    .hasToString("[0]");
            assertThat(names(answer, "$.facets.categories[*].value")).contains("clearance");
            assertThat(
                            names(
                                    answer,
                                    "$.facets.attributes[?(@.name=='skin [type>')].values[*].value"))
                    .containsExactly("dry");
        }

        @Test
        void by_two_values_of_an_attribute_widens() {
            var answer = get("/api/v1/search?attr.skin type=dry&attr.skin type=oily");

            assertThat(names(answer, "$.items[*].name"))
                    .containsExactlyInAnyOrder("Rose Water Toner", "Clay Mask");
            assertThat(names(answer, "$.facets.attributes[?(@.name=='skin type')].values[*].value"))
                    .contains("dry", "oily", "sensitive");
        }

        @Test
        void by_option_and_by_category_with_all_below_it() {
            assertThat(names("/api/v1/products?option.size=M")).containsExactly("Linen Shirt");
            assertThat(names("/api/v1/products?category=toners"))
                    .containsExactly("Rose Water Toner");
            assertThat(names("/api/v1/products?category=" + category("Skincare")))
                    .containsExactlyInAnyOrder("Rose Water Toner", "Clay Mask");
        }

        @Test
        void by_price_looks_at_every_variant() {
            assertThat(names("/api/v1/products?minPrice=2000&maxPrice=2200&currency=EUR"))
                    .containsExactly("Rose Water Toner");
            assertThat(names("/api/v1/products?minPrice=1&currency=USD")).isEmpty();
        }

        @Test
        void to_what_is_in_stock() {
            var answer = get("/api/v1/search?tag=sample&inStock=true");

            assertThat(names(answer, "$.items[*].name")).containsExactly("Rose Water Toner");
            assertThat(JsonPath.<Integer>read(answer, "$.facets.inStock")).isEqualTo(1);
            assertThat(JsonPath.<Integer>read(answer, "$.facets.minPrice.amount")).isEqualTo(1250);
        }
    }

    @Nested
    class Order {
        @Test
        void is_by_the_lowest_or_highest_price() {
            assertThat(names("/api/v1/products?tag=sample&sort=price"))
                    .containsExactly("Clay Mask", "Rose Water Toner", "Linen Shirt");
            assertThat(names("/api/v1/products?tag=sample&sort=-price"))
                    .containsExactly("Linen Shirt", "Rose Water Toner", "Clay Mask");
        }

        @Test
        void is_by_stars_with_what_no_one_rated_last() {
            var ofShirt = ReviewId.of(CustomerId.named("ada"), SHIRT.productId(), null);
            var ofToner = ReviewId.of(CustomerId.named("ada"), TONER.productId(), null);
            var another = ReviewId.of(CustomerId.named("ben"), TONER.productId(), null);
            events.record(new ReviewApproved(ofShirt, SHIRT.productId(), 5, false));
            events.record(new ReviewApproved(ofToner, TONER.productId(), 5, false));
            var rated = events.record(new ReviewApproved(another, TONER.productId(), 4, true));
            var best = "/api/v1/products?tag=sample&sort=-rating";
            assertThat(namesAt(rated, best))
                    .containsExactly("Linen Shirt", "Rose Water Toner", "Clay Mask");
            var shown = call(best, Map.of(ApiHeaders.POSITION, rated)).getBody();
            assertThat(JsonPath.<List<Double>>read(shown, "$.items[*].averageRating"))
                    .containsExactly(5.0, 4.5);
            assertThat(JsonPath.<List<Integer>>read(shown, "$.items[*].reviewCount"))
                    .containsExactly(1, 2, 0);

            var withdrawn = events.record(new ReviewWithdrawn(ofShirt, SHIRT.productId(), 5));
            assertThat(namesAt(withdrawn, best)).first().isEqualTo("Rose Water Toner");
        }

        @Test
        void is_by_day_or_by_sales() {
            assertThat(names("/api/v1/products/new-arrivals"))
                    .containsExactly("Linen Shirt", "Clay Mask", "Rose Water Toner");
            assertThat(names("/api/v1/products/bestsellers")).startsWith("Clay Mask");
        }

        @Test
        void continues_on_the_next_page_without_a_gap() {
            var seen = new HashSet<String>();
            var cursor = "";
            for (var page = 0; page < 3; page++) {
                var answer = get("/api/v1/products?tag=sample&sort=popular&limit=1" + cursor);
                seen.addAll(names(answer, "$.items[*].name"));
                cursor = page == 2 ? "" : "&cursor=" + JsonPath.<String>read(answer, "$.next");
            }

            assertThat(seen)
                    .containsExactlyInAnyOrder("Clay Mask", "Rose Water Toner", "Linen Shirt");
        }

        @Test
        void refuses_a_cursor_of_another_order() {
            var next = JsonPath.<String>read(get("/api/v1/products?sort=price&limit=1"), "$.next");

            var answer = call("/api/v1/products?sort=newest&cursor=" + next, Map.of());

            assertThat(answer.getStatusCode().value()).isEqualTo(400);
            assertThat(answer.getBody()).contains("\"field\":\"cursor\"");
        }
    }

    @Test
    void suggests_names_as_one_types() {
        assertThat(names(get("/api/v1/search/suggestions?q=ro"), "$.items[*].text"))
                .containsExactly("Rose Water Toner");
        assertThat(names(get("/api/v1/search/suggestions?q=linen sh"), "$.items[*].text"))
                .startsWith("Linen Shirt");
    }

    @Nested
    class Categories {
        @Test
        void are_a_tree_with_counts_in_the_language_asked_for() {
            var answer = get("/api/v1/categories?language=th");

            assertThat(names(answer, "$.items[?(@.slug=='skincare')].products")).hasToString("[2]");
            assertThat(names(answer, "$.items[?(@.slug=='skincare')].children[*].name"))
                    .containsExactly("โทนเนอร์");
        }

        @Test
        void are_found_by_their_names_and_followed_when_they_change() {
            var soap =
                    created("Olive Bar", "Oliva", "Soaps", Map.of(), variant("BAR-1", 500, "EUR"));
            events.record(
                    created(LocalizedText.english("Soaps"), "Skincare"),
                    soap,
                    new ProductPublished(soap.productId()));
            var soaps = category("Soaps");

            var renamed =
                    events.record(
                            new CategoryDescribed(
                                    soaps,
                                    CategoryDescription.named(LocalizedText.english("Lather"))),
                            new CategorySlugGiven(soaps, "lather"));
            assertThat(namesAt(renamed, "/api/v1/search?q=lather")).containsExactly("Olive Bar");
            assertThat(namesAt(renamed, "/api/v1/search?q=soaps")).doesNotContain("Olive Bar");
            assertThat(namesAt(renamed, "/api/v1/products?category=lather"))
                    .containsExactly("Olive Bar");

            var moved = events.record(new CategoryMoved(soaps, category("Fashion")));
            assertThat(namesAt(moved, "/api/v1/products?category=fashion")).contains("Olive Bar");
            assertThat(namesAt(moved, "/api/v1/products?category=skincare"))
                    .doesNotContain("Olive Bar");

            var hidden = events.record(new CategoryDeactivated(soaps));
            assertThat(namesAt(hidden, "/api/v1/products?category=lather")).isEmpty();
            assertThat(names(getAt(hidden, "/api/v1/categories"), "$..slug"))
                    .contains("fashion")
                    .doesNotContain("lather");

            events.record(new CategoryRemoved(soaps));
            var archived = events.record(new ProductArchived(soap.productId()));
            assertThat(namesAt(archived, "/api/v1/search?q=olive")).isEmpty();
        }
    }

    @Test
    void an_unchanged_answer_is_not_sent_again() {
        get("/api/v1/products?brand=Lino");
        var first = call("/api/v1/products?brand=Lino", Map.of());
        var second =
                call(
                        "/api/v1/products?brand=Lino",
                        Map.of(HttpHeaders.IF_NONE_MATCH, first.getHeaders().getETag()));

        assertThat(first.getHeaders().getCacheControl()).contains("public");
        assertThat(second.getStatusCode().value()).isEqualTo(304);
    }

    @Test
    void what_changes_is_soon_answered_by_itself_too() {
        var lamp = created("Brass Lamp", "Lux", "Home", Map.of(), variant("LAMP", 100, "EUR"));
        events.record(lamp, new ProductPublished(lamp.productId()));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> price("/api/v1/search?q=brass lamp").equals(List.of(100)));

        events.record(new PriceChanged(lamp.productId(), new Sku("LAMP"), money(250, "EUR")));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> price("/api/v1/search?q=brass lamp").equals(List.of(250)));

        position = events.record(new ProductArchived(lamp.productId()));
        assertThat(names("/api/v1/search?q=brass lamp")).isEmpty();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> price("/api/v1/search?q=brass lamp").isEmpty());
    }

    @Test
    void stays_whole_while_the_index_is_built_again() {
        var everything = "/api/v1/products?tag=sample&sort=price";
        var before = names(everything);
        var http = new Http(port);

        var rebuild = http.postAsStaff("/api/v1/admin/projections/products/rebuilds");
        assertThat(rebuild.getStatusCode().value()).as(rebuild.getBody()).isEqualTo(202);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> {
                    assertThat(names(everything)).isEqualTo(before);
                    return indexes.current(ProductsProjection.NAME).number() == 2;
                });
        assertThat(names(everything)).isEqualTo(before);
    }

    @Test
    void finds_nothing_by_price_in_a_currency_that_no_product_has() {
        var answer = get("/api/v1/search?sort=price&currency=CHF");

        assertThat(names(answer, "$.items")).isEmpty();
        assertThat(JsonPath.<Integer>read(answer, "$.total")).isZero();
    }

    @Test
    void counts_its_hits_without_an_end_when_asked_to() {
        var estimate = get("/api/v1/search?tag=sample");
        var exact = get("/api/v1/search?tag=sample&total=exact");

        assertThat(JsonPath.<Integer>read(exact, "$.total"))
                .isPositive()
                .isEqualTo(JsonPath.<Integer>read(estimate, "$.total"));
    }

    @Test
    void refuses_what_it_does_not_know() {
        for (var wrong :
                List.of(
                        "sort=colour",
                        "currency=XXXX",
                        "limit=1000",
                        "minPrice=-1",
                        "total=roughly",
                        "language=english")) {
            var answer = call("/api/v1/search?" + wrong, Map.of());

            assertThat(answer.getStatusCode().value()).as(wrong).isEqualTo(400);
            assertThat(answer.getBody()).contains(wrong.substring(0, wrong.indexOf('=')));
        }
    }

    private List<Integer> price(String path) {
        return JsonPath.read(call(path, Map.of()).getBody(), "$.items[*].prices[0].from.amount");
    }

    private List<String> names(String path) {
        return names(get(path), "$.items[*].name");
    }

    private List<String> namesAt(String position, String path) {
        return names(getAt(position, path), "$.items[*].name");
    }

    private static List<String> names(String json, String path) {
        return JsonPath.read(json, path);
    }

    private String get(String path) {
        return getAt(position, path);
    }

    /// A busy machine may answer that the position is not visible yet, and asks for patience.
    private String getAt(String position, String path) {
        var answer =
                await().atMost(Duration.ofSeconds(30))
                        .until(
                                () -> call(path, Map.of(ApiHeaders.POSITION, position)),
                                it -> it.getStatusCode().value() != 503);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
        return answer.getBody();
    }

    private ResponseEntity<String> call(String path, Map<String, String> headers) {
        return new Http(port).get(path, headers);
    }
}

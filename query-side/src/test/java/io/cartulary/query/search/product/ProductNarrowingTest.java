package io.cartulary.query.search.product;

import static io.cartulary.query.search.product.SampleProducts.category;
import static io.cartulary.query.search.product.SampleProducts.created;
import static io.cartulary.query.search.product.SampleProducts.variant;
import static io.cartulary.query.search.product.SearchedShop.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.query.QuerySideTest;
import io.cartulary.query.RecordedEvents;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@QuerySideTest
@Import(RecordedEvents.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductNarrowingTest {

    @Autowired RecordedEvents events;
    @LocalServerPort int port;
    private SearchedShop shop;

    @BeforeAll
    void openShop() {
        shop = SearchedShop.open(events, port);
    }

    @Test
    void leaves_a_facet_all_its_own_values() {
        var answer = shop.get("/api/v1/search?brand=terra");

        assertThat(values(answer, "$.items[*].name")).containsExactly("Clay Mask");
        assertThat(values(answer, "$.facets.brands[*].value"))
                .contains("terra", "lino", "creme-hero");
        assertThat(values(answer, "$.facets.brands[?(@.value=='creme-hero')].label"))
                .containsExactly("Crème Héro");
        assertThat(values(answer, "$.facets.categories[*].value")).containsExactly("skincare");
    }

    @Test
    void always_shows_what_is_ticked() {
        var answer =
                shop.get(
                        "/api/v1/search?brand=terra&brand=Nobody&attr.skin [type>=dry&category=clearance");

        assertThat(values(answer, "$.facets.brands[?(@.value=='Nobody')].count"))
                .hasToString("[0]");
        assertThat(values(answer, "$.facets.categories[*].value")).contains("clearance");
        assertThat(values(answer, "$.facets.attributes[?(@.name=='skin [type>')].values[*].value"))
                .containsExactly("dry");
    }

    @Test
    void by_two_values_of_an_attribute_widens() {
        var answer = shop.get("/api/v1/search?attr.skin type=dry&attr.skin type=oily");

        assertThat(values(answer, "$.items[*].name"))
                .containsExactlyInAnyOrder("Rose Water Toner", "Clay Mask");
        assertThat(values(answer, "$.facets.attributes[?(@.name=='skin type')].values[*].value"))
                .contains("dry", "oily", "sensitive");
    }

    @Test
    void by_option_and_by_category_with_all_below_it() {
        assertThat(shop.names("/api/v1/products?option.size=M")).containsExactly("Linen Shirt");
        assertThat(shop.names("/api/v1/products?category=toners"))
                .containsExactly("Rose Water Toner");
        assertThat(shop.names("/api/v1/products?category=" + category("Skincare")))
                .containsExactlyInAnyOrder("Rose Water Toner", "Clay Mask");
    }

    @Test
    void by_price_looks_at_every_variant() {
        assertThat(shop.names("/api/v1/products?minPrice=2000&maxPrice=2200&currency=EUR"))
                .containsExactly("Rose Water Toner");
        assertThat(shop.names("/api/v1/products?minPrice=1&currency=USD")).isEmpty();
    }

    @Test
    void by_price_leaves_the_histogram_all_prices() {
        var answer = shop.get("/api/v1/search?tag=sample&currency=EUR&maxPrice=1000");

        assertThat(values(answer, "$.items[*].name")).containsExactly("Clay Mask");
        assertThat(JsonPath.<Integer>read(answer, "$.facets.minPrice.amount")).isEqualTo(990);
        assertThat(JsonPath.<Integer>read(answer, "$.facets.maxPrice.amount")).isEqualTo(4900);
        assertThat(JsonPath.<List<Integer>>read(answer, "$.facets.prices[*].from.amount"))
                .containsExactly(800, 1000, 1250, 1500, 2000, 2500, 3000, 4000);
        assertThat(JsonPath.<List<Integer>>read(answer, "$.facets.prices[*].to.amount"))
                .containsExactly(1000, 1250, 1500, 2000, 2500, 3000, 4000, 5000);
        assertThat(JsonPath.<List<Integer>>read(answer, "$.facets.prices[*].count"))
                .containsExactly(1, 0, 1, 0, 1, 0, 0, 1);
        assertThat(values(answer, "$.facets.brands[*].value")).containsExactly("terra");
        assertThat(
                        JsonPath.<List<Integer>>read(
                                shop.get("/api/v1/search?tag=sample&currency=EUR&brand=terra"),
                                "$.facets.prices[*].count"))
                .containsExactly(1);
    }

    @Test
    void to_what_is_in_stock() {
        var answer = shop.get("/api/v1/search?tag=sample&inStock=true");

        assertThat(values(answer, "$.items[*].name")).containsExactly("Rose Water Toner");
        assertThat(JsonPath.<Integer>read(answer, "$.facets.inStock")).isEqualTo(1);
        assertThat(JsonPath.<Integer>read(answer, "$.facets.minPrice.amount")).isEqualTo(1250);
    }

    @Test
    void compares_prices_in_the_currency_most_products_have_unless_asked_otherwise() {
        var mug =
                created("Enamel Mug", "Terra", "Gifts", Map.of(), variant("MUG-USD", 1100, "USD"));
        events.record(mug);
        var published = events.record(new ProductPublished(mug.productId()));

        assertThat(shop.namesAt(published, "/api/v1/search?maxPrice=1200"))
                .contains("Clay Mask")
                .doesNotContain("Enamel Mug");
        assertThat(shop.namesAt(published, "/api/v1/search?maxPrice=1200&currency=USD"))
                .containsExactly("Enamel Mug");
        var archived = events.record(new ProductArchived(mug.productId()));
        assertThat(shop.namesAt(archived, "/api/v1/search?q=mug")).isEmpty();
    }

    @Test
    void finds_nothing_by_price_in_a_currency_that_no_product_has() {
        var answer = shop.get("/api/v1/search?sort=price&currency=CHF");

        assertThat(values(answer, "$.items")).isEmpty();
        assertThat(JsonPath.<Integer>read(answer, "$.total")).isZero();
    }

    @Test
    void counts_its_hits_without_an_end_when_asked_to() {
        var estimate = shop.get("/api/v1/search?tag=sample");
        var exact = shop.get("/api/v1/search?tag=sample&total=exact");

        assertThat(JsonPath.<Integer>read(exact, "$.total"))
                .isPositive()
                .isEqualTo(JsonPath.<Integer>read(estimate, "$.total"));
    }
}

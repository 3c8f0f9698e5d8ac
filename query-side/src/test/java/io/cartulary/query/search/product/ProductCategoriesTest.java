package io.cartulary.query.search.product;

import static io.cartulary.query.search.product.SampleProducts.category;
import static io.cartulary.query.search.product.SampleProducts.created;
import static io.cartulary.query.search.product.SampleProducts.variant;
import static io.cartulary.query.search.product.SearchedShop.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.CategoryEvent.*;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.PageDescription;
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

/// The tree of categories as shoppers see and search it.
@QuerySideTest
@Import(RecordedEvents.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductCategoriesTest {

    @Autowired RecordedEvents events;
    @LocalServerPort int port;
    private SearchedShop shop;

    @BeforeAll
    void openShop() {
        shop = SearchedShop.open(events, port);
    }

    @Test
    void are_a_tree_with_counts_in_the_language_asked_for() {
        var answer = shop.get("/api/v1/categories?language=th");

        assertThat(values(answer, "$.items[?(@.slug=='skincare')].products")).hasToString("[2]");
        assertThat(values(answer, "$.items[?(@.slug=='skincare')].children[*].name"))
                .containsExactly("โทนเนอร์");
    }

    @Test
    void are_found_by_their_names_and_followed_when_they_change() {
        var soap = created("Olive Bar", "Oliva", "Soaps", Map.of(), variant("BAR-1", 500, "EUR"));
        events.record(
                created(LocalizedText.english("Soaps"), "Skincare"),
                soap,
                new ProductPublished(soap.productId()));
        var soaps = category("Soaps");

        var renamed =
                events.record(
                        new CategoryDescribed(
                                soaps, PageDescription.named(LocalizedText.english("Lather"))),
                        new CategorySlugGiven(soaps, null, "lather"));
        assertThat(shop.namesAt(renamed, "/api/v1/search?q=lather")).containsExactly("Olive Bar");
        assertThat(shop.namesAt(renamed, "/api/v1/search?q=soaps")).doesNotContain("Olive Bar");
        assertThat(shop.namesAt(renamed, "/api/v1/products?category=lather"))
                .containsExactly("Olive Bar");

        var inThai = events.record(new CategorySlugGiven(soaps, "th", "sabu"));
        for (var address : List.of("sabu", "lather", "soaps", soaps.value())) {
            assertThat(shop.namesAt(inThai, "/api/v1/products?category=" + address))
                    .containsExactly("Olive Bar");
        }
        var found = shop.getAt(inThai, "/api/v1/search?q=olive&category=soaps&language=th");
        assertThat(values(found, "$.items[*].categories[*]")).containsExactly("sabu");
        assertThat(values(found, "$.facets.categories[?(@.value=='sabu')].label"))
                .containsExactly("Lather");
        assertThat(values(shop.getAt(inThai, "/api/v1/categories?language=th"), "$..slug"))
                .contains("sabu")
                .doesNotContain("lather");

        var moved = events.record(new CategoryMoved(soaps, category("Fashion")));
        assertThat(shop.namesAt(moved, "/api/v1/products?category=fashion")).contains("Olive Bar");
        assertThat(shop.namesAt(moved, "/api/v1/products?category=skincare"))
                .doesNotContain("Olive Bar");

        var hidden = events.record(new CategoryDeactivated(soaps));
        assertThat(shop.namesAt(hidden, "/api/v1/products?category=lather")).isEmpty();
        assertThat(values(shop.getAt(hidden, "/api/v1/categories"), "$..slug"))
                .contains("fashion")
                .doesNotContain("lather");

        events.record(new CategoryRemoved(soaps));
        var archived = events.record(new ProductArchived(soap.productId()));
        assertThat(shop.namesAt(archived, "/api/v1/search?q=olive")).isEmpty();
    }
}

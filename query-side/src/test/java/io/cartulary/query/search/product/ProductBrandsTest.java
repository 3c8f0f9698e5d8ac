package io.cartulary.query.search.product;

import static io.cartulary.query.search.product.SampleProducts.brand;
import static io.cartulary.query.search.product.SampleProducts.brandCreated;
import static io.cartulary.query.search.product.SampleProducts.created;
import static io.cartulary.query.search.product.SampleProducts.variant;
import static io.cartulary.query.search.product.SearchedShop.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.catalog.BrandEvent.*;
import io.cartulary.events.catalog.CatalogEvent.*;
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

/// The shop's brands as shoppers see and search them.
@QuerySideTest
@Import(RecordedEvents.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductBrandsTest {

    @Autowired RecordedEvents events;
    @LocalServerPort int port;
    private SearchedShop shop;

    @BeforeAll
    void openShop() {
        shop = SearchedShop.open(events, port);
    }

    @Test
    void are_listed_with_counts_in_the_order_of_the_shop() {
        var arranged = events.record(new BrandsArranged(List.of(brand("Lino"), brand("Terra"))));
        var answer = shop.getAt(arranged, "/api/v1/brands");

        assertThat(values(answer, "$.items[*].slug")).startsWith("lino", "terra");
        assertThat(values(answer, "$.items[?(@.slug=='terra')].products")).hasToString("[1]");
    }

    @Test
    void narrow_by_slug_and_identifier_and_are_shown_with_each_product() {
        assertThat(shop.names("/api/v1/products?brand=terra")).containsExactly("Clay Mask");
        var answer = shop.get("/api/v1/products?brand=" + brand("Terra"));
        assertThat(values(answer, "$.items[*].brand.slug")).containsExactly("terra");
        assertThat(values(answer, "$.items[*].brand.name")).containsExactly("Terra");
    }

    @Test
    void are_found_by_their_names_and_followed_when_they_change() {
        var soap = created("Pine Bar", "Pino", "Skincare", Map.of(), variant("PINE-1", 1, "EUR"));
        events.record(brandCreated("Pino"), soap, new ProductPublished(soap.productId()));
        var pino = brand("Pino");
        var thai = new LocalizedText(Map.of("en", "Forestry", "th", "ป่าสน"));

        var renamed =
                events.record(
                        new BrandDescribed(pino, PageDescription.named(thai)),
                        new BrandSlugGiven(pino, "forestry"));
        assertThat(shop.namesAt(renamed, "/api/v1/search?q=forestry")).containsExactly("Pine Bar");
        assertThat(shop.namesAt(renamed, "/api/v1/search?q=ป่าสน")).containsExactly("Pine Bar");
        var facets = "/api/v1/search?brand=forestry&language=th";
        assertThat(
                        values(
                                shop.getAt(renamed, facets),
                                "$.facets.brands[?(@.value=='forestry')].label"))
                .containsExactly("ป่าสน");

        var hidden = events.record(new BrandDeactivated(pino));
        assertThat(shop.namesAt(hidden, "/api/v1/products?brand=forestry")).isEmpty();
        var found = shop.getAt(hidden, "/api/v1/search?q=pine bar");
        assertThat(values(found, "$.items[*].name")).containsExactly("Pine Bar");
        assertThat(values(found, "$.items[*].brand.name")).isEmpty();
        assertThat(values(shop.getAt(hidden, "/api/v1/brands"), "$.items[*].slug"))
                .contains("lino")
                .doesNotContain("forestry");

        events.record(new BrandRemoved(pino));
        var archived = events.record(new ProductArchived(soap.productId()));
        assertThat(shop.namesAt(archived, "/api/v1/search?q=pine bar")).isEmpty();
    }
}

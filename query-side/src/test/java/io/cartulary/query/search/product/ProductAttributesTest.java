package io.cartulary.query.search.product;

import static io.cartulary.query.search.product.SampleProducts.brand;
import static io.cartulary.query.search.product.SampleProducts.brandCreated;
import static io.cartulary.query.search.product.SampleProducts.created;
import static io.cartulary.query.search.product.SampleProducts.variant;
import static io.cartulary.query.search.product.SearchedShop.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.attribute.AttributeChoice;
import io.cartulary.events.attribute.AttributeDefinition;
import io.cartulary.events.attribute.AttributeEvent.AttributeDefined;
import io.cartulary.events.attribute.AttributeId;
import io.cartulary.events.attribute.AttributeKind;
import io.cartulary.events.catalog.BrandEvent.BrandRemoved;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.CollectionEvent.*;
import io.cartulary.events.catalog.CollectionId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.query.QuerySideTest;
import io.cartulary.query.RecordedEvents;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// What definitions of attributes do in a search: numbers from one to another, and which words
/// find.
@QuerySideTest
@Import(RecordedEvents.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductAttributesTest {

    private static final String VOLUMES = "$.facets.attributes[?(@.name=='bottle-volume')].range";

    @Autowired RecordedEvents events;
    @LocalServerPort int port;
    private SearchedShop shop;
    private final List<ProductCreated> bottles =
            List.of(
                    bottle("Flask Small", "7.5", "cedar", "Zirconfilter"),
                    bottle("Flask Middle", "50", "cedar", "Plain"),
                    bottle("Flask Large", "250", "amber", "Plain"));

    private static ProductCreated bottle(String name, String volume, String scent, String remark) {
        return created(
                name,
                "Flaskery",
                "Home",
                Map.of(
                        "bottle-volume", List.of(volume),
                        "bottle-scent", List.of(scent),
                        "bottle-refill", List.of("true"),
                        "bottle-remark", List.of(remark)),
                variant(name.toUpperCase().replace(' ', '-'), 900, "EUR"));
    }

    @BeforeAll
    void fill() {
        shop = SearchedShop.open(events, port);
        shop.record(
                brandCreated("Flaskery"),
                defined("bottle-volume", "Volume", AttributeKind.NUMBER, "ml", true),
                defined("bottle-remark", "Remark", AttributeKind.TEXT, null, false),
                defined("bottle-refill", "Refillable", AttributeKind.YES_NO, null, true),
                scents("Cedarwood", "ไม้ซีดาร์"));
        for (var bottle : bottles) {
            shop.record(bottle, new ProductPublished(bottle.productId()));
        }
    }

    @AfterAll
    void clear() {
        for (var bottle : bottles) {
            shop.record(new ProductArchived(bottle.productId()));
        }
        // Other tests of this shop look only for what they know of.
        assertThat(shop.names("/api/v1/products?brand=flaskery")).isEmpty();
        shop.record(new BrandRemoved(brand("Flaskery")));
    }

    private static AttributeDefined defined(
            String code, String label, AttributeKind kind, String unit, boolean searchable) {
        return new AttributeDefined(
                AttributeId.of(code),
                new AttributeDefinition(
                        LocalizedText.english(label),
                        kind,
                        unit,
                        List.of(),
                        true,
                        searchable,
                        true));
    }

    private static AttributeDefined scents(String english, String thai) {
        return new AttributeDefined(
                AttributeId.of("bottle-scent"),
                new AttributeDefinition(
                        LocalizedText.english("Scent"),
                        AttributeKind.CHOICES,
                        null,
                        List.of(
                                AttributeChoice.of(
                                        "cedar",
                                        new LocalizedText(Map.of("en", english, "th", thai))),
                                AttributeChoice.of("amber", LocalizedText.english("Amber"))),
                        true,
                        true,
                        true));
    }

    @Test
    void that_are_numbers_narrow_from_one_value_to_another() {
        assertThat(
                        shop.names(
                                "/api/v1/products?brand=flaskery&minAttr.bottle-volume=7.5"
                                        + "&maxAttr.bottle-volume=50"))
                .containsExactlyInAnyOrder("Flask Small", "Flask Middle");
        assertThat(shop.names("/api/v1/search?q=flask&minAttr.bottle-volume=50.5"))
                .containsExactly("Flask Large");
    }

    @Test
    void that_are_numbers_have_a_range_that_their_own_choice_does_not_narrow() {
        var answer = shop.get("/api/v1/search?q=flask&maxAttr.bottle-volume=50");

        assertThat(values(answer, "$.items[*].name"))
                .containsExactlyInAnyOrder("Flask Small", "Flask Middle");
        assertThat(values(answer, VOLUMES + ".min")).containsExactly("7.5");
        assertThat(values(answer, VOLUMES + ".max")).containsExactly("250");
        assertThat(values(answer, VOLUMES + ".bands[*].from"))
                .containsExactly("5", "10", "20", "50", "100", "200");
        assertThat(values(answer, VOLUMES + ".bands[*].count")).hasToString("[1,0,0,1,0,1]");
        // What it narrows are the others.
        assertThat(values(answer, "$.facets.attributes[?(@.name=='bottle-scent')].values[*].value"))
                .containsExactly("cedar");
        var amber = shop.get("/api/v1/search?q=flask&attr.bottle-scent=amber");
        assertThat(values(amber, VOLUMES + ".min")).containsExactly("250");
    }

    @Test
    void that_are_numbers_narrow_within_a_collection() {
        var collection = new CollectionId("collection-bottles");
        shop.record(
                new CollectionCreated(
                        collection,
                        "bottles",
                        PageDescription.named(LocalizedText.english("Bottles"))),
                new ProductsCollected(
                        collection, bottles.stream().map(ProductCreated::productId).toList()));
        var answer = shop.get("/api/v1/search?collection=bottles&minAttr.bottle-volume=50");
        shop.record(new CollectionRemoved(collection));

        assertThat(values(answer, "$.items[*].name"))
                .containsExactly("Flask Middle", "Flask Large");
        assertThat(values(answer, VOLUMES + ".min")).containsExactly("7.5");
        assertThat(values(answer, "$.facets.brands[*].label")).containsExactly("Flaskery");
    }

    @Test
    void refuse_what_is_no_number() {
        for (var wrong :
                List.of(
                        "minAttr.bottle-volume=much",
                        "maxAttr.bottle-volume=1e3",
                        "minAttr.Bottle>=1")) {
            var answer = shop.call("/api/v1/search?" + wrong, Map.of());

            assertThat(answer.getStatusCode().value()).as(wrong).isEqualTo(400);
            assertThat(answer.getBody()).contains(wrong.substring(0, wrong.indexOf('=')));
        }
    }

    @Test
    void are_found_by_their_labels_in_each_language_and_by_their_units() {
        assertThat(shop.names("/api/v1/search?q=cedarwood"))
                .containsExactlyInAnyOrder("Flask Small", "Flask Middle");
        assertThat(shop.names("/api/v1/search?q=ไม้ซีดาร์"))
                .containsExactlyInAnyOrder("Flask Small", "Flask Middle");
        assertThat(shop.names("/api/v1/search?q=flask 250ml")).startsWith("Flask Large");
        assertThat(shop.names("/api/v1/search?q=refillable flask")).hasSize(3);
    }

    @Test
    void are_not_found_by_words_where_staff_say_so() {
        assertThat(shop.get("/api/v1/search?q=zirconfilter")).doesNotContain("Flask Small");
    }

    @Test
    void are_found_by_a_new_label_without_a_change_of_the_product() {
        shop.record(scents("Himalaya", "ไม้ซีดาร์"));
        try {
            assertThat(shop.names("/api/v1/search?q=himalaya"))
                    .containsExactlyInAnyOrder("Flask Small", "Flask Middle");
        } finally {
            shop.record(scents("Cedarwood", "ไม้ซีดาร์"));
        }
    }
}

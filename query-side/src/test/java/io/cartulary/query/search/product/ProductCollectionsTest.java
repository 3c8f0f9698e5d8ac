package io.cartulary.query.search.product;

import static io.cartulary.query.search.product.SampleProducts.brand;
import static io.cartulary.query.search.product.SampleProducts.category;
import static io.cartulary.query.search.product.SampleProducts.money;
import static io.cartulary.query.search.product.SampleProducts.variant;
import static io.cartulary.query.search.product.SearchedShop.CLAY;
import static io.cartulary.query.search.product.SearchedShop.DRAFT;
import static io.cartulary.query.search.product.SearchedShop.SHIRT;
import static io.cartulary.query.search.product.SearchedShop.TONER;
import static io.cartulary.query.search.product.SearchedShop.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.cartulary.events.attribute.AttributeDefinition;
import io.cartulary.events.attribute.AttributeEvent.AttributeDefined;
import io.cartulary.events.attribute.AttributeId;
import io.cartulary.events.attribute.AttributeKind;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.CollectionEvent.*;
import io.cartulary.events.catalog.CollectionId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.NumberBounds;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.events.catalog.ProductCriteria;
import io.cartulary.query.QuerySideTest;
import io.cartulary.query.RecordedEvents;
import io.cartulary.web.ApiHeaders;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// Products of collections, by hand and by rules, as shoppers find them.
@QuerySideTest
@Import(RecordedEvents.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductCollectionsTest {

    @Autowired RecordedEvents events;
    @LocalServerPort int port;
    private SearchedShop shop;

    @BeforeAll
    void openShop() {
        shop = SearchedShop.open(events, port);
    }

    private static CollectionId create(RecordedEvents events, String name) {
        var collection = new CollectionId("collection-" + name);
        events.record(
                new CollectionCreated(
                        collection, name, PageDescription.named(LocalizedText.english(name))));
        return collection;
    }

    private static ProductCriteria rule(
            List<String> categories, Map<String, List<String>> attributes, @Nullable Money most) {
        return new ProductCriteria(
                categories.stream().map(SampleProducts::category).toList(),
                List.of(),
                List.of(),
                attributes,
                Map.of(),
                Map.of(),
                null,
                most,
                false,
                false);
    }

    @Test
    void by_hand_come_in_their_order_page_by_page_without_what_is_not_published() {
        var collection = create(events, "by-hand");
        var products =
                List.of(SHIRT.productId(), DRAFT.productId(), TONER.productId(), CLAY.productId());
        var filled = events.record(new ProductsCollected(collection, products));

        var list = "/api/v1/products?collection=by-hand";
        assertThat(shop.namesAt(filled, list))
                .containsExactly("Linen Shirt", "Rose Water Toner", "Clay Mask");
        var first = shop.getAt(filled, list + "&limit=2");
        assertThat(values(first, "$.items[*].name"))
                .containsExactly("Linen Shirt", "Rose Water Toner");
        var next = JsonPath.<String>read(first, "$.next");
        assertThat(shop.namesAt(filled, list + "&limit=2&cursor=" + next))
                .containsExactly("Clay Mask");

        assertThat(shop.namesAt(filled, list + "&sort=price"))
                .containsExactly("Clay Mask", "Rose Water Toner", "Linen Shirt");
        assertThat(shop.namesAt(filled, "/api/v1/search?collection=" + collection + "&q=rose"))
                .containsExactly("Rose Water Toner");
        assertThat(shop.namesAt(filled, list + "&brand=terra")).containsExactly("Clay Mask");

        var arranged =
                events.record(
                        new ProductsCollected(
                                collection, List.of(CLAY.productId(), SHIRT.productId())));
        assertThat(shop.namesAt(arranged, list)).containsExactly("Clay Mask", "Linen Shirt");
    }

    @Test
    void by_a_rule_meet_all_criteria_with_all_below_a_category() {
        var collection = create(events, "by-rule");
        var list = "/api/v1/products?collection=by-rule";

        var skincare = rule(List.of("Skincare"), Map.of(), null);
        assertThat(shop.namesAt(events.record(new RuleAgreed(collection, skincare)), list))
                .containsExactlyInAnyOrder("Rose Water Toner", "Clay Mask");

        var under10 = rule(List.of("Skincare"), Map.of(), money(1000, "EUR"));
        assertThat(shop.namesAt(events.record(new RuleAgreed(collection, under10)), list))
                .containsExactly("Clay Mask");

        var dryOrOily = rule(List.of(), Map.of("skin type", List.of("dry", "oily")), null);
        assertThat(shop.namesAt(events.record(new RuleAgreed(collection, dryOrOily)), list))
                .containsExactlyInAnyOrder("Rose Water Toner", "Clay Mask");

        var everyCriterion =
                new ProductCriteria(
                        List.of(category("Toners")),
                        List.of(brand("Crème Héro"), brand("Terra")),
                        List.of("sample"),
                        Map.of("skin type", List.of("sensitive")),
                        Map.of("size", List.of("200 ml")),
                        Map.of(),
                        money(2000, "EUR"),
                        money(2200, "EUR"),
                        false,
                        true);
        var agreed = events.record(new RuleAgreed(collection, everyCriterion));
        assertThat(shop.namesAt(agreed, list)).containsExactly("Rose Water Toner");
        var facets = shop.getAt(agreed, "/api/v1/search?collection=by-rule");
        assertThat(values(facets, "$.facets.brands[*].value")).containsExactly("creme-hero");
    }

    @Test
    void by_a_rule_have_numbers_between_bounds() {
        var collection = create(events, "by-number");
        events.record(
                new AttributeDefined(
                        AttributeId.of("burn-hours"),
                        new AttributeDefinition(
                                LocalizedText.english("Burns for"),
                                AttributeKind.NUMBER,
                                "h",
                                List.of(),
                                true,
                                false,
                                false)));
        var candles =
                List.of("12", "30", "45.5").stream()
                        .map(hours ->
                                SampleProducts.created(
                                        "Candle " + hours,
                                        "Lumen",
                                        "Candles",
                                        Map.of("burn-hours", List.of(hours)),
                                        variant("CANDLE-" + hours, 900, "EUR")))
                        .toList();
        candles.forEach(candle -> events.record(candle, new ProductPublished(candle.productId())));
        var list = "/api/v1/products?collection=by-number";

        var between = events.record(new RuleAgreed(collection, burning("30", "45.5")));
        assertThat(shop.namesAt(between, list))
                .containsExactlyInAnyOrder("Candle 30", "Candle 45.5");
        var atMost = events.record(new RuleAgreed(collection, burning(null, "29.9")));
        assertThat(shop.namesAt(atMost, list)).containsExactly("Candle 12");

        candles.forEach(candle -> events.record(new ProductArchived(candle.productId())));
    }

    private static ProductCriteria burning(@Nullable String min, @Nullable String max) {
        return new ProductCriteria(
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of("burn-hours", new NumberBounds(min, max)),
                null,
                null,
                false,
                false);
    }

    @Test
    void are_counted_in_the_list_of_collections_as_far_as_they_are_published() {
        var byHand = create(events, "counted-by-hand");
        events.record(
                new ProductsCollected(
                        byHand, List.of(SHIRT.productId(), DRAFT.productId(), TONER.productId())));
        var byRule = create(events, "counted-by-rule");
        var empty = create(events, "counted-empty");
        var position =
                events.record(
                        new RuleAgreed(byRule, rule(List.of("Skincare"), Map.of(), null)),
                        new CollectionsArranged(List.of(empty, byRule)));

        var all = shop.getAt(position, "/api/v1/collections");
        assertThat(values(all, "$.items[0:2].slug"))
                .containsExactly("counted-empty", "counted-by-rule");
        assertThat(counted(all, "counted-by-hand")).isEqualTo("[2]");
        assertThat(counted(all, "counted-by-rule")).isEqualTo("[2]");
        assertThat(counted(all, "counted-empty")).isEqualTo("[0]");

        var hidden = events.record(new CollectionDeactivated(byRule));
        assertThat(values(shop.getAt(hidden, "/api/v1/collections"), "$.items[*].slug"))
                .contains("counted-empty")
                .doesNotContain("counted-by-rule");
    }

    private static String counted(String collections, String slug) {
        return values(collections, "$.items[?(@.slug=='%s')].products".formatted(slug)).toString();
    }

    @Test
    void are_none_before_it_is_filled_and_not_found_while_it_is_inactive() {
        var collection = create(events, "empty");
        var renamed = events.record(new CollectionSlugGiven(collection, "still-empty"));
        assertThat(shop.namesAt(renamed, "/api/v1/products?collection=still-empty")).isEmpty();
        assertThat(shop.namesAt(renamed, "/api/v1/products?collection=empty")).isEmpty();

        var hidden = events.record(new CollectionDeactivated(collection));
        assertThat(
                        shop.call(
                                        "/api/v1/products?collection=still-empty",
                                        Map.of(ApiHeaders.POSITION, hidden))
                                .getStatusCode()
                                .value())
                .isEqualTo(404);
    }
}

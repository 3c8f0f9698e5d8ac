package io.cartulary.query.collection;

import static io.cartulary.query.QueryNode.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.catalog.CollectionEvent.*;
import io.cartulary.events.catalog.CollectionId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.events.catalog.ProductCriteria;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.query.QueryNode;
import io.cartulary.web.consistency.Position;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Collections as shoppers and staff see them, over HTTP.
@Execution(ExecutionMode.SAME_THREAD)
class CollectionPageTest {

    private static final ProductId TONER = new ProductId("product-toner");
    private static final ProductId MASK = new ProductId("product-mask");
    private static final ProductCriteria UNDER_20 =
            new ProductCriteria(
                    List.of(),
                    List.of(),
                    List.of("serum"),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    null,
                    Money.parse("EUR 20.00"),
                    false,
                    false);

    private final QueryNode node = QueryNode.shared();
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final CollectionId gifts = id("gifts");
    private final CollectionId cheap = id("cheap");

    @BeforeEach
    void createCollections() {
        node.publish(created(gifts, "gifts"), created(cheap, "cheap"));
    }

    private CollectionId id(String name) {
        return new CollectionId("collection-" + name + "-" + unique);
    }

    private CollectionCreated created(CollectionId id, String slug) {
        return new CollectionCreated(id, slug + "-" + unique, named(slug));
    }

    private static PageDescription named(String name) {
        return PageDescription.named(LocalizedText.english(name));
    }

    @Test
    void lead_from_a_former_slug_to_the_present_one() {
        var position = node.publish(new CollectionSlugGiven(gifts, "presents-" + unique));

        var moved = node.ask("GET", "/api/v1/collections/gifts-" + unique, at(position));
        assertThat(moved.status()).isEqualTo(308);
        assertThat(moved.header("Location")).isEqualTo("/api/v1/collections/presents-" + unique);
        var page = node.ask("GET", "/api/v1/collections/presents-" + unique, at(position));
        assertThat(page.text("/name/en")).isEqualTo("gifts");
        assertThat(page.json().has("content")).isFalse();
    }

    @Test
    void show_staff_what_was_put_in_last() {
        var byHand = node.publish(new ProductsCollected(gifts, List.of(MASK, TONER)));
        var page = "/api/v1/admin/collections/" + gifts;
        assertThat(node.staff("GET", page, at(byHand)).json().at("/content/products").valueStream())
                .extracting(product -> product.asString())
                .containsExactly(MASK.value(), TONER.value());

        var byRule = node.publish(new RuleAgreed(gifts, UNDER_20));
        var ruled = node.staff("GET", page, at(byRule));
        assertThat(ruled.json().at("/content/products")).isEmpty();
        assertThat(ruled.text("/content/rule/tags/0")).isEqualTo("serum");
        assertThat(ruled.header("ETag")).startsWith("\"collections@");

        var again = node.publish(new ProductsCollected(gifts, List.of(TONER)));
        assertThat(node.staff("GET", page, at(again)).json().at("/content").has("rule")).isFalse();
    }

    @Test
    void are_listed_to_staff_in_the_order_of_the_shop_also_while_inactive() {
        node.publish(new CollectionsArranged(List.of(cheap)));
        var hidden = node.publish(new CollectionDeactivated(gifts));

        assertThat(listed(hidden)).containsSubsequence(cheap.value(), gifts.value());
        assertThat(node.ask("GET", "/api/v1/collections/" + gifts, at(hidden)).status())
                .isEqualTo(404);

        var removed = node.publish(new CollectionRemoved(cheap));
        assertThat(listed(removed)).contains(gifts.value()).doesNotContain(cheap.value());
    }

    private List<String> listed(Position position) {
        return node.staff("GET", "/api/v1/admin/collections", at(position))
                .json()
                .get("items")
                .valueStream()
                .map(collection -> collection.at("/collectionId").asString())
                .toList();
    }
}

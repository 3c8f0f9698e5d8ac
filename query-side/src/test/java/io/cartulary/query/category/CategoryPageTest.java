package io.cartulary.query.category;

import static io.cartulary.query.QueryNode.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.catalog.CategoryEvent.*;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.query.QueryNode;
import io.cartulary.web.consistency.Position;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Categories as shoppers and staff see them, over HTTP.
@Execution(ExecutionMode.SAME_THREAD)
class CategoryPageTest {

    private final QueryNode node = QueryNode.shared();
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final CategoryId skincare = id("skincare");
    private final CategoryId toners = id("toners");
    private final CategoryId masks = id("masks");

    @BeforeEach
    void plantTree() {
        node.publish(
                created(skincare, null, "skincare"),
                created(toners, skincare, "toners"),
                created(masks, skincare, "masks"));
    }

    private CategoryId id(String name) {
        return new CategoryId("category-" + name + "-" + unique);
    }

    private CategoryCreated created(CategoryId id, @Nullable CategoryId parent, String slug) {
        return new CategoryCreated(id, parent, slug + "-" + unique, named(slug));
    }

    private static PageDescription named(String name) {
        return PageDescription.named(LocalizedText.english(name));
    }

    @Test
    void show_what_is_above_and_below_in_the_order_of_the_shop() {
        node.publish(new CategoriesArranged(skincare, List.of(masks, toners)));
        var position = node.publish(new CategoryDescribed(toners, named("Face toners")));

        var page = node.ask("GET", "/api/v1/categories/skincare-" + unique, at(position));
        assertThat(page.json().at("/below").findValuesAsString("categoryId"))
                .containsExactly(masks.value(), toners.value());
        var below = node.ask("GET", "/api/v1/categories/" + toners, at(position));
        assertThat(below.text("/name/en")).isEqualTo("Face toners");
        assertThat(below.json().at("/above").findValuesAsString("slug"))
                .containsExactly("skincare-" + unique);
    }

    @Test
    void lead_from_a_former_slug_to_the_present_one() {
        var position = node.publish(new CategorySlugGiven(toners, null, "face-" + unique));

        var moved = node.ask("GET", "/api/v1/categories/toners-" + unique, at(position));
        assertThat(moved.status()).isEqualTo(308);
        assertThat(moved.header("Location")).isEqualTo("/api/v1/categories/face-" + unique);
    }

    @Test
    void lead_from_a_former_slug_to_the_present_one_of_the_same_language() {
        var position =
                node.publish(
                        new CategorySlugGiven(toners, "th", "nam-" + unique),
                        new CategorySlugGiven(toners, "th", "nam-top-" + unique));

        var moved = node.ask("GET", "/api/v1/categories/nam-" + unique, at(position));
        assertThat(moved.status()).isEqualTo(308);
        assertThat(moved.header("Location")).isEqualTo("/api/v1/categories/nam-top-" + unique);
        for (var slug : List.of("nam-top-" + unique, "toners-" + unique)) {
            var page = node.ask("GET", "/api/v1/categories/" + slug, at(position));
            assertThat(page.text("/slug")).isEqualTo("toners-" + unique);
            assertThat(page.text("/slugs/th")).isEqualTo("nam-top-" + unique);
        }
        var above = node.ask("GET", "/api/v1/categories/" + skincare, at(position));
        assertThat(above.text("/below/0/slugs/th")).isEqualTo("nam-top-" + unique);
    }

    @Test
    void leave_their_slugs_of_all_languages_to_others_when_they_are_removed() {
        var position =
                node.publish(
                        new CategorySlugGiven(toners, "th", "nam-" + unique),
                        new CategoryRemoved(toners),
                        new CategorySlugGiven(masks, null, "nam-" + unique));

        var page = node.ask("GET", "/api/v1/categories/nam-" + unique, at(position));
        assertThat(page.text("/categoryId")).isEqualTo(masks.value());
    }

    @Test
    void are_for_staff_alone_while_they_or_one_above_are_inactive() {
        var hidden = node.publish(new CategoryDeactivated(skincare));
        var page = "/api/v1/categories/" + toners;
        assertThat(node.ask("GET", page, at(hidden)).status()).isEqualTo(404);
        var forStaff = node.staff("GET", "/api/v1/admin/categories/" + skincare, at(hidden));
        assertThat(forStaff.json().at("/active").asBoolean()).isFalse();
        assertThat(forStaff.header("ETag")).startsWith("\"category-tree@");

        var shown = node.publish(new CategoryActivated(skincare));
        assertThat(node.ask("GET", page, at(shown)).status()).isEqualTo(200);
    }

    @Test
    void are_listed_to_staff_from_the_top_down_until_they_are_removed() {
        var all = node.publish(new CategoryMoved(masks, toners));
        assertThat(listed(all))
                .containsSubsequence(skincare.value(), toners.value(), masks.value());

        var removed = node.publish(new CategoryRemoved(masks));
        assertThat(listed(removed)).contains(toners.value()).doesNotContain(masks.value());
    }

    private List<String> listed(Position position) {
        return node.staff("GET", "/api/v1/admin/categories", at(position))
                .json()
                .get("items")
                .valueStream()
                .map(category -> category.at("/categoryId").asString())
                .toList();
    }
}

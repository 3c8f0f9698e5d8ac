package io.cartulary.query.brand;

import static io.cartulary.query.QueryNode.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.catalog.BrandEvent.*;
import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.query.QueryNode;
import io.cartulary.web.consistency.Position;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Brands as shoppers and staff see them, over HTTP.
@Execution(ExecutionMode.SAME_THREAD)
class BrandPageTest {

    private final QueryNode node = QueryNode.shared();
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final BrandId rosa = id("rosa");
    private final BrandId terra = id("terra");

    @BeforeEach
    void createBrands() {
        node.publish(created(rosa, "rosa"), created(terra, "terra"));
    }

    private BrandId id(String name) {
        return new BrandId("brand-" + name + "-" + unique);
    }

    private BrandCreated created(BrandId id, String slug) {
        return new BrandCreated(id, slug + "-" + unique, named(slug));
    }

    private static PageDescription named(String name) {
        return PageDescription.named(LocalizedText.english(name));
    }

    @Test
    void show_what_staff_said_of_them_last() {
        var described = node.publish(new BrandDescribed(rosa, named("Rosa & Co")));

        for (var address : List.of("rosa-" + unique, rosa.value())) {
            var page = node.ask("GET", "/api/v1/brands/" + address, at(described));
            assertThat(page.text("/name/en")).isEqualTo("Rosa & Co");
            assertThat(page.text("/brandId")).isEqualTo(rosa.value());
        }
    }

    @Test
    void lead_from_a_former_slug_to_the_present_one() {
        var position = node.publish(new BrandSlugGiven(rosa, "rose-" + unique));

        var moved = node.ask("GET", "/api/v1/brands/rosa-" + unique, at(position));
        assertThat(moved.status()).isEqualTo(308);
        assertThat(moved.header("Location")).isEqualTo("/api/v1/brands/rose-" + unique);

        var taken = node.publish(new BrandRemoved(rosa), created(id("heir"), "rosa"));
        var page = node.ask("GET", "/api/v1/brands/rosa-" + unique, at(taken));
        assertThat(page.text("/brandId")).isEqualTo(id("heir").value());
        assertThat(node.ask("GET", "/api/v1/brands/rose-" + unique, at(taken)).status())
                .isEqualTo(404);
    }

    @Test
    void are_for_staff_alone_while_they_are_inactive() {
        var hidden = node.publish(new BrandDeactivated(rosa));
        var page = "/api/v1/brands/" + rosa;
        assertThat(node.ask("GET", page, at(hidden)).status()).isEqualTo(404);
        var forStaff = node.staff("GET", "/api/v1/admin/brands/" + rosa, at(hidden));
        assertThat(forStaff.json().at("/active").asBoolean()).isFalse();
        assertThat(forStaff.header("ETag")).startsWith("\"brands@");

        var shown = node.publish(new BrandActivated(rosa));
        assertThat(node.ask("GET", page, at(shown)).status()).isEqualTo(200);
    }

    @Test
    void are_listed_to_staff_in_the_order_of_the_shop() {
        assertThat(listed(node.publish(created(id("lino"), "lino"))))
                .containsSubsequence(rosa.value(), terra.value(), id("lino").value());

        node.publish(new BrandsArranged(List.of(terra)));
        var arranged = node.publish(new BrandsArranged(List.of(id("lino"))));
        assertThat(listed(arranged))
                .containsSubsequence(id("lino").value(), terra.value(), rosa.value());

        var removed = node.publish(new BrandRemoved(terra));
        assertThat(listed(removed)).contains(rosa.value()).doesNotContain(terra.value());
    }

    private List<String> listed(Position position) {
        return node.staff("GET", "/api/v1/admin/brands", at(position))
                .json()
                .get("items")
                .valueStream()
                .map(brand -> brand.at("/brandId").asString())
                .toList();
    }
}

package io.cartulary.query.catalog;

import static io.cartulary.query.QueryNode.at;
import static io.cartulary.query.search.product.SampleProducts.created;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.attribute.AttributeChoice;
import io.cartulary.events.attribute.AttributeDefinition;
import io.cartulary.events.attribute.AttributeEvent.AttributeDefined;
import io.cartulary.events.attribute.AttributeId;
import io.cartulary.events.attribute.AttributeKind;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.query.QueryNode;
import io.cartulary.web.consistency.Position;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Products side by side, over HTTP.
@Execution(ExecutionMode.SAME_THREAD)
class ProductComparisonTest {

    private final QueryNode node = QueryNode.shared();
    private final ProductCreated small =
            named(
                    Map.of(
                            "weighed-volume",
                            List.of("50"),
                            "weighed-skin",
                            List.of("dry"),
                            "not-compared",
                            List.of("Rose")));
    private final ProductCreated large =
            named(Map.of("weighed-volume", List.of("200"), "weighed-skin", List.of("dry")));
    private final ProductCreated plain = named(Map.of());
    private Position position;

    @BeforeEach
    void publish() {
        position =
                node.publish(
                        new AttributeDefined(
                                AttributeId.of("weighed-volume"),
                                definition("Volume", AttributeKind.NUMBER, "ml", true)),
                        new AttributeDefined(
                                AttributeId.of("weighed-skin"),
                                new AttributeDefinition(
                                        LocalizedText.english("Skin type"),
                                        AttributeKind.CHOICE,
                                        null,
                                        List.of(
                                                AttributeChoice.of(
                                                        "dry",
                                                        new LocalizedText(
                                                                Map.of(
                                                                        "en", "Dry", "th",
                                                                        "ผิวแห้ง")))),
                                        true,
                                        true,
                                        true)),
                        new AttributeDefined(
                                AttributeId.of("not-compared"),
                                definition("Scent", AttributeKind.TEXT, null, false)),
                        small,
                        large,
                        plain,
                        new ProductPublished(small.productId()),
                        new ProductPublished(large.productId()),
                        new ProductPublished(plain.productId()));
    }

    @Test
    void have_the_attributes_that_are_compared_by_with_labels_and_in_the_order_asked_for() {
        var answer = compare(large.slug(), small.productId().value());

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(answer.json().at("/products").findValuesAsString("slug"))
                .containsExactly(large.slug(), small.slug());
        var attributes = answer.json().at("/comparedAttributes");
        assertThat(attributes.findValuesAsString("code"))
                .containsExactlyInAnyOrder("weighed-volume", "weighed-skin");
        var volume = attributes.get(attributes.get(0).at("/unit").isMissingNode() ? 1 : 0);
        assertThat(volume.at("/label/en").asString()).isEqualTo("Volume");
        assertThat(volume.at("/unit").asString()).isEqualTo("ml");
        assertThat(volume.at("/differs").asBoolean()).isTrue();
        assertThat(volume.at("/valuesByProduct/0/0/value").asString()).isEqualTo("200");
        assertThat(volume.at("/valuesByProduct/1/0/value").asString()).isEqualTo("50");
        var skin = attributes.get(volume == attributes.get(0) ? 1 : 0);
        assertThat(skin.at("/differs").asBoolean()).isFalse();
        assertThat(skin.at("/valuesByProduct/0/0/label/th").asString()).isEqualTo("ผิวแห้ง");
    }

    @Test
    void show_that_one_of_them_has_no_value() {
        var attributes = compare(small.slug(), plain.slug()).json().at("/comparedAttributes");

        assertThat(attributes).hasSize(2);
        assertThat(attributes.get(0).at("/valuesByProduct/0")).hasSize(1);
        assertThat(attributes.get(0).at("/valuesByProduct/1")).isEmpty();
        assertThat(attributes.get(0).at("/differs").asBoolean()).isTrue();
    }

    @Test
    void refuse_what_cannot_be_compared() {
        var one = compare(small.slug());
        assertThat(one.status()).isEqualTo(400);
        assertThat(one.text("/field")).isEqualTo("ids");
        var seven = compare(IntStream.range(0, 7).mapToObj(n -> "p-" + n).toArray(String[]::new));
        assertThat(seven.status()).isEqualTo(400);
        assertThat(compare(small.slug(), "no-such-product").status()).isEqualTo(404);
    }

    private QueryNode.Answer compare(String... ids) {
        return node.ask(
                "GET", "/api/v1/products/compare?ids=" + String.join(",", ids), at(position));
    }

    private static ProductCreated named(Map<String, List<String>> attributes) {
        return created("Compared " + UUID.randomUUID(), "Lux", "Home", attributes);
    }

    private static AttributeDefinition definition(
            String label, AttributeKind kind, String unit, boolean comparable) {
        return new AttributeDefinition(
                LocalizedText.english(label), kind, unit, List.of(), true, true, comparable);
    }
}

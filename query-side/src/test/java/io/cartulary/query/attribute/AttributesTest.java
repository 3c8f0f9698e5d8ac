package io.cartulary.query.attribute;

import static io.cartulary.query.QueryNode.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.attribute.AttributeChoice;
import io.cartulary.events.attribute.AttributeDefinition;
import io.cartulary.events.attribute.AttributeEvent.*;
import io.cartulary.events.attribute.AttributeId;
import io.cartulary.events.attribute.AttributeKind;
import io.cartulary.events.attribute.AttributeSetDefinition;
import io.cartulary.events.attribute.AttributeSetId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.query.QueryNode;
import io.cartulary.web.consistency.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Attributes and sets of them as pages read them, over HTTP.
@Execution(ExecutionMode.SAME_THREAD)
class AttributesTest {

    private static final AttributeId SKIN_TYPE = AttributeId.of("skin-type");
    private static final AttributeDefinition DEFINITION =
            new AttributeDefinition(
                    new LocalizedText(Map.of("en", "Skin type", "th", "สภาพผิว")),
                    AttributeKind.CHOICES,
                    null,
                    List.of(
                            AttributeChoice.of("dry", LocalizedText.english("Dry")),
                            AttributeChoice.of("mature", LocalizedText.english("Mature"))
                                    .archive()),
                    true,
                    true,
                    false);
    private static final AttributeSetId SKINCARE = AttributeSetId.of("skincare");

    private final QueryNode node = QueryNode.shared();

    @Test
    void have_labels_in_each_language_and_all_their_choices() {
        node.publish(new AttributeDefined(AttributeId.of("aroma"), text("Aroma")));
        var position = node.publish(new AttributeDefined(SKIN_TYPE, DEFINITION));

        var found = node.ask("GET", "/api/v1/attributes/skin-type", at(position));
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.text("/label/th")).isEqualTo("สภาพผิว");
        assertThat(found.text("/kind")).isEqualTo("CHOICES");
        assertThat(found.text("/choices/0/label/en")).isEqualTo("Dry");
        assertThat(found.json().at("/choices/1/archived").asBoolean()).isTrue();
        assertThat(found.json().at("/archived").asBoolean()).isFalse();
        assertThat(found.header("ETag")).startsWith("\"attribute-skin-type@");

        assertThat(codes(position))
                .doesNotHaveDuplicates()
                .isSorted()
                .contains("aroma", "skin-type");

        position = node.publish(new AttributeArchived(SKIN_TYPE));
        var archived = node.ask("GET", "/api/v1/attributes/skin-type", at(position));
        assertThat(archived.json().at("/archived").asBoolean()).isTrue();
        assertThat(archived.text("/label/en")).isEqualTo("Skin type");
        assertThat(archived.header("ETag")).isNotEqualTo(found.header("ETag"));
    }

    /// Page by page; other tests define some too.
    private List<String> codes(Position position) {
        var codes = new ArrayList<String>();
        var cursor = "";
        do {
            var page = node.ask("GET", "/api/v1/attributes?limit=1" + cursor, at(position));
            codes.add(page.text("/items/0/code"));
            var next = page.json().path("next").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return codes;
    }

    @Test
    void stand_in_the_order_of_their_set() {
        var set =
                new AttributeSetDefinition(
                        LocalizedText.english("Skincare"), List.of("skin-type", "aroma"));
        var position = node.publish(new AttributeSetDefined(SKINCARE, set));

        var found = node.ask("GET", "/api/v1/attribute-sets/skincare", at(position)).json();
        assertThat(found.at("/attributes").toString()).isEqualTo("[\"skin-type\",\"aroma\"]");
        var listed = node.ask("GET", "/api/v1/attribute-sets", at(position)).json();
        assertThat(listed.at("/items/0")).isEqualTo(found);

        position = node.publish(new AttributeSetArchived(SKINCARE));
        assertThat(
                        node.ask("GET", "/api/v1/attribute-sets/skincare", at(position))
                                .json()
                                .at("/archived")
                                .asBoolean())
                .isTrue();
        assertThat(node.ask("GET", "/api/v1/attribute-sets/fashion", at(position)).status())
                .isEqualTo(404);
    }

    private static AttributeDefinition text(String label) {
        return AttributeDefinition.text(LocalizedText.english(label));
    }
}

package io.cartulary.command.importing.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cartulary.command.attribute.AttributeCommand.*;
import io.cartulary.command.importing.json.JsonLines;
import io.cartulary.command.importing.row.RowFault;
import io.cartulary.events.attribute.AttributeChoice;
import io.cartulary.events.attribute.AttributeDefinition;
import io.cartulary.events.attribute.AttributeId;
import io.cartulary.events.attribute.AttributeKind;
import io.cartulary.events.attribute.AttributeSetDefinition;
import io.cartulary.events.attribute.AttributeSetId;
import io.cartulary.events.catalog.LocalizedText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Lines of files of products that define what products have.
class DefinitionLineTest {

    private static Optional<DefinitionLine> line(String line) {
        return JsonLines.read(line, DefinitionLine::of);
    }

    @Test
    void an_attribute_with_its_choices_in_several_languages() {
        var read =
                line(
                        "{\"define_attribute\": \"skin-type\", \"label\": \"Skin type\", \"labels\": {\"th\": \"สภาพผิว\"}, \"kind\": \"CHOICES\", \"choices\": [{\"code\": \"dry\", \"label\": \"Dry\"}], \"filterable\": true}");

        assertThat(read.orElseThrow().command())
                .isEqualTo(
                        new DefineAttribute(
                                AttributeId.of("skin-type"),
                                new AttributeDefinition(
                                        new LocalizedText(
                                                Map.of("en", "Skin type", "th", "สภาพผิว")),
                                        AttributeKind.CHOICES,
                                        null,
                                        List.of(
                                                AttributeChoice.of(
                                                        "dry", LocalizedText.english("Dry"))),
                                        true,
                                        false,
                                        false)));
    }

    @Test
    void a_set() {
        var read =
                line(
                        "{\"define_attribute_set\": \"skincare\", \"label\": \"Skincare\", \"attributes\": [\"skin-type\"]}");

        assertThat(read.orElseThrow().command())
                .isEqualTo(
                        new ComposeAttributeSet(
                                AttributeSetId.of("skincare"),
                                new AttributeSetDefinition(
                                        LocalizedText.english("Skincare"), List.of("skin-type"))));
    }

    @Test
    void with_a_fault_are_refused_by_the_member_at_fault() {
        refused("define_attribute", "{\"define_attribute\": \"Skin type\"}");
        refused("label", "{\"define_attribute\": \"fit\", \"kind\": \"TEXT\"}");
        refused("kind", "{\"define_attribute\": \"fit\", \"label\": \"Fit\", \"kind\": \"WORDS\"}");
        refused(
                "choices[0].label",
                "{\"define_attribute\": \"fit\", \"label\": \"Fit\", \"kind\": \"CHOICE\", \"choices\": [{\"code\": \"boxy\"}]}");
    }

    private static void refused(String member, String line) {
        assertThatExceptionOfType(RowFault.class)
                .isThrownBy(() -> line(line))
                .satisfies(fault -> assertThat(fault.column()).isEqualTo(member));
    }
}

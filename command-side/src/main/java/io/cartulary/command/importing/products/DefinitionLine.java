package io.cartulary.command.importing.products;

import io.cartulary.command.attribute.AttributeCommand;
import io.cartulary.command.attribute.AttributeCommand.*;
import io.cartulary.command.importing.json.JsonFields;
import io.cartulary.command.importing.row.Checks;
import io.cartulary.command.importing.row.RowFault;
import io.cartulary.events.attribute.AttributeChoice;
import io.cartulary.events.attribute.AttributeDefinition;
import io.cartulary.events.attribute.AttributeId;
import io.cartulary.events.attribute.AttributeKind;
import io.cartulary.events.attribute.AttributeSetDefinition;
import io.cartulary.events.attribute.AttributeSetId;
import io.cartulary.events.catalog.LocalizedText;
import java.util.List;
import java.util.Optional;

/// An attribute, or a set of them, as one line of a file defines it.
///
/// @param id of what is defined
record DefinitionLine(String id, AttributeCommand command) implements CatalogueLine {

    private static final String ATTRIBUTE = "define_attribute";
    private static final String SET = "define_attribute_set";
    private static final int LABEL = 200;
    private static final int UNIT = 20;
    private static final int MOST_CHOICES = 500;
    private static final int MOST_ATTRIBUTES = 200;

    @Override
    public List<String> changes() {
        return List.of(id);
    }

    /// Nothing for a line that defines nothing. `define_attribute` and `define_attribute_set` are
    /// codes; `kind` is a word of [AttributeKind]; `labels` are by language, beside the English
    /// `label`.
    static Optional<DefinitionLine> of(JsonFields fields) {
        var attribute = fields.textOrNull(ATTRIBUTE, AttributeId.LONGEST_CODE);
        if (attribute != null) {
            var id = AttributeId.of(code(ATTRIBUTE, attribute));
            return Optional.of(
                    new DefinitionLine(id.value(), new DefineAttribute(id, definition(fields))));
        }
        var set = fields.textOrNull(SET, AttributeId.LONGEST_CODE);
        if (set != null) {
            var id = AttributeSetId.of(code(SET, set));
            var definition =
                    new AttributeSetDefinition(
                            label(fields),
                            fields.texts("attributes", MOST_ATTRIBUTES, AttributeId.LONGEST_CODE));
            return Optional.of(
                    new DefinitionLine(id.value(), new ComposeAttributeSet(id, definition)));
        }
        return Optional.empty();
    }

    private static AttributeDefinition definition(JsonFields fields) {
        return new AttributeDefinition(
                label(fields),
                fields.word("kind", AttributeKind.class),
                fields.textOrNull("unit", UNIT),
                fields.objects("choices", MOST_CHOICES).stream()
                        .map(DefinitionLine::choice)
                        .toList(),
                fields.flag("filterable"),
                fields.flag("searchable"),
                fields.flag("comparable"));
    }

    private static AttributeChoice choice(JsonFields fields) {
        var choice =
                new AttributeChoice(
                        fields.text("code", AttributeId.LONGEST_CODE),
                        label(fields),
                        fields.flag("archived"));
        fields.refuseOthers();
        return choice;
    }

    private static LocalizedText label(JsonFields fields) {
        var label = ProductLine.localized(fields, "label", LABEL);
        if (label == null) {
            throw RowFault.malformed(
                    fields.pathOf("label"), "%s is missing.".formatted(fields.pathOf("label")));
        }
        return label;
    }

    private static String code(String member, String text) {
        if (!AttributeId.isCode(text)) {
            throw RowFault.malformed(
                    member,
                    "%s must be small letters, digits and single dashes, was %s."
                            .formatted(member, Checks.shown(text)));
        }
        return text;
    }
}

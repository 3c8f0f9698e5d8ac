package io.cartulary.events.attribute;

import static java.util.stream.Collectors.toSet;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.Text;
import io.cartulary.events.catalog.LocalizedText;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What values an attribute has, and what shoppers can do with them.
///
/// @param label as people read it
/// @param unit of a number, for example `ml`
/// @param choices in the order in which they are shown; none but of the kinds that have choices
/// @param filterable whether searches can be narrowed by it
/// @param searchable whether words in its values are found
/// @param comparable whether products are compared by it
public record AttributeDefinition(
        @Text(max = AttributeDefinition.LONGEST_LABEL) LocalizedText label,
        AttributeKind kind,
        @Nullable @Text(max = AttributeDefinition.LONGEST_UNIT) String unit,
        List<AttributeChoice> choices,
        boolean filterable,
        boolean searchable,
        boolean comparable) {

    static final int LONGEST_LABEL = 200;
    static final int LONGEST_UNIT = 20;
    private static final int MOST_CHOICES = 500;

    public AttributeDefinition {
        checkLabel(label);
        if (kind == null) {
            throw new InvalidValue("kind", "is required");
        }
        if (unit != null && kind != AttributeKind.NUMBER) {
            throw new InvalidValue("unit", "is for numbers only; leave it out");
        }
        if (unit != null && (unit.isBlank() || unit.length() > LONGEST_UNIT)) {
            throw new InvalidValue("unit", "must have 1 to %d characters".formatted(LONGEST_UNIT));
        }
        choices = choices == null ? List.of() : List.copyOf(choices);
        checkChoices(kind, choices);
    }

    private static void checkChoices(AttributeKind kind, List<AttributeChoice> choices) {
        if (choices.isEmpty() == kind.hasChoices()) {
            throw new InvalidValue(
                    "choices",
                    kind.hasChoices()
                            ? "must have one at least"
                            : "are for the kinds CHOICE and CHOICES only; leave them out");
        }
        if (choices.size() > MOST_CHOICES) {
            throw new InvalidValue("choices", "must be at most %d".formatted(MOST_CHOICES));
        }
        var codes = new HashSet<String>();
        for (var choice : choices) {
            if (!codes.add(choice.code())) {
                throw new InvalidValue(
                        "choices", "must not have %s twice".formatted(choice.code()));
            }
        }
    }

    static void checkCode(String field, String code) {
        if (code == null || !AttributeId.isCode(code)) {
            throw new InvalidValue(
                    field,
                    "must be small letters, digits and single dashes, at most %d of them, such as skin-type"
                            .formatted(AttributeId.LONGEST_CODE));
        }
    }

    static void checkLabel(LocalizedText label) {
        if (label == null) {
            throw new InvalidValue("label", "is required");
        }
        LocalizedText.check("label", label, LONGEST_LABEL);
    }

    /// Any text, which shoppers can filter by and search.
    public static AttributeDefinition text(LocalizedText label) {
        return new AttributeDefinition(
                label, AttributeKind.TEXT, null, List.of(), true, true, false);
    }

    /// With those choices of a former definition that this one leaves out: products may have them,
    /// so they are archived and never lost.
    public AttributeDefinition keepingChoicesOf(AttributeDefinition former) {
        if (!kind.hasChoices()) {
            return this;
        }
        var codes = choices.stream().map(AttributeChoice::code).collect(toSet());
        var kept =
                former.choices.stream()
                        .filter(choice -> !codes.contains(choice.code()))
                        .map(AttributeChoice::archive);
        return new AttributeDefinition(
                label,
                kind,
                unit,
                Stream.concat(choices.stream(), kept).toList(),
                filterable,
                searchable,
                comparable);
    }
}

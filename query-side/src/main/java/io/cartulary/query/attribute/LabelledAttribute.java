package io.cartulary.query.attribute;

import static java.util.stream.Collectors.toMap;

import io.cartulary.events.attribute.AttributeChoice;
import io.cartulary.events.attribute.AttributeKind;
import io.cartulary.events.catalog.LocalizedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A product's values of one attribute, as people read them.
public record LabelledAttribute(
        String code,
        LocalizedText label,
        AttributeKind kind,
        @Nullable String unit,
        boolean comparable,
        List<LabelledValue> values) {

    /// @param label absent of what is no choice, and is shown as it is
    public record LabelledValue(String value, @Nullable LocalizedText label) {}

    static LabelledAttribute of(AttributeDetails attribute, List<String> values) {
        var definition = attribute.definition();
        var labels =
                definition.choices().stream()
                        .collect(toMap(AttributeChoice::code, AttributeChoice::label));
        return new LabelledAttribute(
                attribute.code(),
                definition.label(),
                definition.kind(),
                definition.unit(),
                definition.comparable(),
                values.stream().map(value -> new LabelledValue(value, labels.get(value))).toList());
    }
}

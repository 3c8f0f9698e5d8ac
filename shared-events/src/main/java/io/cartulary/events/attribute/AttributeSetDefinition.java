package io.cartulary.events.attribute;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.Text;
import io.cartulary.events.catalog.LocalizedText;
import java.util.HashSet;
import java.util.List;

/// Which attributes products of a trade have.
///
/// @param label as people read it
/// @param attributes their codes, in the order in which they are shown
public record AttributeSetDefinition(
        @Text(max = AttributeDefinition.LONGEST_LABEL) LocalizedText label,
        @Text(max = AttributeId.LONGEST_CODE) List<String> attributes) {

    private static final int MOST_ATTRIBUTES = 200;

    public AttributeSetDefinition {
        AttributeDefinition.checkLabel(label);
        if (attributes == null || attributes.isEmpty() || attributes.size() > MOST_ATTRIBUTES) {
            throw new InvalidValue(
                    "attributes", "must be 1 to %d codes".formatted(MOST_ATTRIBUTES));
        }
        attributes = List.copyOf(attributes);
        attributes.forEach(code -> AttributeDefinition.checkCode("attributes", code));
        if (new HashSet<>(attributes).size() < attributes.size()) {
            throw new InvalidValue("attributes", "must not have a code twice");
        }
    }
}

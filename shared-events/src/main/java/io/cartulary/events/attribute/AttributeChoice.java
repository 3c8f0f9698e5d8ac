package io.cartulary.events.attribute;

import io.cartulary.events.Text;
import io.cartulary.events.catalog.LocalizedText;

/// One of the values that an attribute may have, for example `dry` of the skin type.
///
/// @param code that products have as their value; it never changes
/// @param label as people read it
/// @param archived whether it is no longer given to new products; those that have it keep it
public record AttributeChoice(
        @Text(max = AttributeId.LONGEST_CODE) String code,
        @Text(max = AttributeDefinition.LONGEST_LABEL) LocalizedText label,
        boolean archived) {

    public AttributeChoice {
        AttributeDefinition.checkCode("code", code);
        AttributeDefinition.checkLabel(label);
    }

    public static AttributeChoice of(String code, LocalizedText label) {
        return new AttributeChoice(code, label, false);
    }

    public AttributeChoice archive() {
        return new AttributeChoice(code, label, true);
    }
}

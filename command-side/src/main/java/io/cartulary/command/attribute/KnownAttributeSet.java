package io.cartulary.command.attribute;

import io.cartulary.events.attribute.AttributeEvent.*;
import io.cartulary.events.attribute.AttributeSetDefinition;

/// A set of attributes as its events leave it.
///
/// @param archived whether new products cannot be of it
record KnownAttributeSet(AttributeSetDefinition definition, boolean archived) {

    static KnownAttributeSet of(AttributeSetDefined event) {
        return new KnownAttributeSet(event.definition(), false);
    }

    KnownAttributeSet archive() {
        return new KnownAttributeSet(definition, true);
    }
}

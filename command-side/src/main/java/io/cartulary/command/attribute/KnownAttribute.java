package io.cartulary.command.attribute;

import io.cartulary.events.attribute.AttributeDefinition;
import io.cartulary.events.attribute.AttributeEvent.*;

/// An attribute as its events leave it.
///
/// @param archived whether new products can have no value of it
record KnownAttribute(AttributeDefinition definition, boolean archived) {

    static KnownAttribute of(AttributeDefined event) {
        return new KnownAttribute(event.definition(), false);
    }

    KnownAttribute archive() {
        return new KnownAttribute(definition, true);
    }
}

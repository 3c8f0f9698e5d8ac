package io.cartulary.events.description;

import io.cartulary.events.attribute.AttributeEvent;
import io.cartulary.events.attribute.AttributeEvent.*;

/// Says what happened to attributes and sets of them.
final class AttributeDescriptions {

    private AttributeDescriptions() {}

    static String describe(AttributeEvent event) {
        return switch (event) {
            case AttributeDefined(var attribute, var definition) ->
                    "Attribute %s “%s” was defined, %s with %d choices"
                            .formatted(
                                    attribute.code(),
                                    definition.label().in("en"),
                                    definition.kind(),
                                    definition.choices().size());
            case AttributeArchived(var attribute) ->
                    "Attribute %s was archived".formatted(attribute.code());
            case AttributeSetDefined(var set, var definition) ->
                    "Attribute set %s “%s” was defined with %s"
                            .formatted(
                                    set.code(),
                                    definition.label().in("en"),
                                    String.join(", ", definition.attributes()));
            case AttributeSetArchived(var set) ->
                    "Attribute set %s was archived".formatted(set.code());
        };
    }
}

package io.cartulary.query.attribute;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cartulary.events.attribute.AttributeSetDefinition;
import io.cartulary.events.attribute.AttributeSetId;
import io.cartulary.web.version.EntityTag;

/// One set of attributes.
///
/// @param archived whether new products cannot be of it
/// @param version number of its last event
public record AttributeSetDetails(
        String code,
        @JsonUnwrapped AttributeSetDefinition definition,
        boolean archived,
        long version) {

    @JsonIgnore
    EntityTag entityTag() {
        return new EntityTag(AttributeSetId.of(code).value(), version);
    }
}

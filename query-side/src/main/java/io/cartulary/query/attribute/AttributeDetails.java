package io.cartulary.query.attribute;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cartulary.events.attribute.AttributeDefinition;
import io.cartulary.events.attribute.AttributeId;
import io.cartulary.web.version.EntityTag;

/// One attribute.
///
/// @param archived whether new products can have no value of it
/// @param version number of its last event
public record AttributeDetails(
        String code,
        @JsonUnwrapped AttributeDefinition definition,
        boolean archived,
        long version) {

    /// How many events it has: sums of it grow with every change of one.
    @JsonIgnore
    long revision() {
        return version + 1;
    }

    @JsonIgnore
    EntityTag entityTag() {
        return new EntityTag(AttributeId.of(code).value(), version);
    }
}

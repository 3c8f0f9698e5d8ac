package io.cartulary.command.attribute;

import io.cartulary.events.attribute.AttributeDefinition;
import io.cartulary.events.attribute.AttributeId;
import io.cartulary.events.attribute.AttributeSetDefinition;
import io.cartulary.events.attribute.AttributeSetId;
import io.cartulary.events.catalog.LocalizedText;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// Everything one can ask of attributes and sets of them.
public sealed interface AttributeCommand {

    /// Defines an attribute, again too, or in place of what it was. Values that products have are
    /// checked when these products change.
    record DefineAttribute(
            @TargetAggregateIdentifier AttributeId attributeId, AttributeDefinition definition)
            implements AttributeCommand {}

    /// Defines an attribute that a file names as a text, unless it is defined already.
    ///
    /// @param label as the file names it
    record AdoptAttribute(@TargetAggregateIdentifier AttributeId attributeId, LocalizedText label)
            implements AttributeCommand {}

    record ArchiveAttribute(@TargetAggregateIdentifier AttributeId attributeId)
            implements AttributeCommand {}

    /// Answers the [KnownAttribute] as it is at this moment.
    record ReadAttribute(@TargetAggregateIdentifier AttributeId attributeId)
            implements AttributeCommand {}

    /// Defines a set of attributes of which each is defined.
    record ComposeAttributeSet(
            @TargetAggregateIdentifier AttributeSetId attributeSetId,
            AttributeSetDefinition definition)
            implements AttributeCommand {}

    /// Its attributes must have been found before.
    record DefineAttributeSet(
            @TargetAggregateIdentifier AttributeSetId attributeSetId,
            AttributeSetDefinition definition)
            implements AttributeCommand {}

    record ArchiveAttributeSet(@TargetAggregateIdentifier AttributeSetId attributeSetId)
            implements AttributeCommand {}

    /// Answers the [KnownAttributeSet] as it is at this moment.
    record ReadAttributeSet(@TargetAggregateIdentifier AttributeSetId attributeSetId)
            implements AttributeCommand {}
}

package io.cartulary.events.attribute;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.StoredAs;

/// Everything that can happen to attributes and sets of them.
public sealed interface AttributeEvent extends DomainEvent {

    /// Products can have values of the attribute, and these ones, from now on; choices that were
    /// left out are archived. Source: `DefineAttribute`, `AdoptAttribute`.
    @StoredAs(name = "attribute.AttributeDefined", revision = 1)
    record AttributeDefined(AttributeId attributeId, AttributeDefinition definition)
            implements AttributeEvent {
        @Override
        @JsonIgnore
        public String aggregateId() {
            return attributeId.value();
        }
    }

    /// New products can no longer have values of it, until it is defined again. Source:
    /// `ArchiveAttribute`.
    @StoredAs(name = "attribute.AttributeArchived", revision = 1)
    record AttributeArchived(AttributeId attributeId) implements AttributeEvent {
        @Override
        @JsonIgnore
        public String aggregateId() {
            return attributeId.value();
        }
    }

    /// Products of a trade have these attributes from now on. Source: `DefineAttributeSet`.
    @StoredAs(name = "attribute.AttributeSetDefined", revision = 1)
    record AttributeSetDefined(AttributeSetId attributeSetId, AttributeSetDefinition definition)
            implements AttributeEvent {
        @Override
        @JsonIgnore
        public String aggregateId() {
            return attributeSetId.value();
        }
    }

    /// New products can no longer be of the set, until it is defined again. Source:
    /// `ArchiveAttributeSet`.
    @StoredAs(name = "attribute.AttributeSetArchived", revision = 1)
    record AttributeSetArchived(AttributeSetId attributeSetId) implements AttributeEvent {
        @Override
        @JsonIgnore
        public String aggregateId() {
            return attributeSetId.value();
        }
    }
}

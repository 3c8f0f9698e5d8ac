package io.cartulary.command.attribute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.attribute.AttributeCommand.*;
import io.cartulary.events.attribute.AttributeEvent.*;
import io.cartulary.events.attribute.AttributeSetId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// Which attributes products of a trade have.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class AttributeSet {

    @AggregateIdentifier private AttributeSetId attributeSetId;
    private @Nullable KnownAttributeSet known;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(DefineAttributeSet command) {
        if (!new KnownAttributeSet(command.definition(), false).equals(known)) {
            apply(new AttributeSetDefined(command.attributeSetId(), command.definition()));
        }
    }

    @CommandHandler
    void decide(ArchiveAttributeSet command) {
        if (!known.archived()) {
            apply(new AttributeSetArchived(attributeSetId));
        }
    }

    @CommandHandler
    KnownAttributeSet decide(ReadAttributeSet command) {
        return known;
    }

    @EventSourcingHandler
    void evolve(AttributeSetDefined event) {
        attributeSetId = event.attributeSetId();
        known = KnownAttributeSet.of(event);
    }

    @EventSourcingHandler
    void evolve(AttributeSetArchived event) {
        known = known.archive();
    }
}

package io.cartulary.command.attribute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.attribute.AttributeCommand.*;
import io.cartulary.events.attribute.AttributeDefinition;
import io.cartulary.events.attribute.AttributeEvent.*;
import io.cartulary.events.attribute.AttributeId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// What can be said of a product, and with which values.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class Attribute {

    @AggregateIdentifier private AttributeId attributeId;
    private @Nullable KnownAttribute known;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(DefineAttribute command) {
        var definition =
                known == null
                        ? command.definition()
                        : command.definition().keepingChoicesOf(known.definition());
        if (!new KnownAttribute(definition, false).equals(known)) {
            apply(new AttributeDefined(command.attributeId(), definition));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(AdoptAttribute command) {
        if (known == null) {
            apply(
                    new AttributeDefined(
                            command.attributeId(), AttributeDefinition.text(command.label())));
        }
    }

    @CommandHandler
    void decide(ArchiveAttribute command) {
        if (!known.archived()) {
            apply(new AttributeArchived(attributeId));
        }
    }

    @CommandHandler
    KnownAttribute decide(ReadAttribute command) {
        return known;
    }

    @EventSourcingHandler
    void evolve(AttributeDefined event) {
        attributeId = event.attributeId();
        known = KnownAttribute.of(event);
    }

    @EventSourcingHandler
    void evolve(AttributeArchived event) {
        known = known.archive();
    }
}

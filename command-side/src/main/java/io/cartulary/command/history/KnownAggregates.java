package io.cartulary.command.history;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.config.AggregateConfiguration;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Makes aggregates of their events beside the repositories: those are not locked, cached, or asked
/// to decide anything.
@Component
class KnownAggregates {

    private final ObjectProvider<Configuration> axon;
    private final ParameterResolverFactory parameters;
    private final HandlerDefinition handlers;

    /// By the type that their events are stored with.
    private volatile Map<String, Known<?>> byType = Map.of();

    KnownAggregates(
            ObjectProvider<Configuration> axon,
            ParameterResolverFactory parameters,
            HandlerDefinition handlers) {
        this.axon = axon;
        this.parameters = parameters;
        this.handlers = handlers;
    }

    private record Known<T>(AggregateModel<T> model, AggregateFactory<T> factory) {

        EventSourcedAggregate<T> begin(DomainEventMessage<?> first, EventBus nothingIsPublished) {
            return EventSourcedAggregate.initialize(
                    factory.createAggregateRoot(first.getAggregateIdentifier(), first),
                    model,
                    nothingIsPublished,
                    NoSnapshotTriggerDefinition.TRIGGER);
        }
    }

    /// An aggregate to which nothing happened yet, or the one that a snapshot holds.
    EventSourcedAggregate<?> begin(DomainEventMessage<?> firstOrSnapshot) {
        var configuration = axon.getObject();
        if (byType.isEmpty()) {
            byType = read(configuration);
        }
        return byType.get(firstOrSnapshot.getType())
                .begin(firstOrSnapshot, configuration.eventBus());
    }

    private Map<String, Known<?>> read(Configuration configuration) {
        var known = new HashMap<String, Known<?>>();
        for (AggregateConfiguration<?> aggregate :
                configuration.findModules(AggregateConfiguration.class)) {
            var one = known(aggregate);
            known.put(one.model().type(), one);
        }
        return Map.copyOf(known);
    }

    private <T> Known<T> known(AggregateConfiguration<T> aggregate) {
        return new Known<>(
                AnnotatedAggregateMetaModelFactory.inspectAggregate(
                        aggregate.aggregateType(), parameters, handlers),
                aggregate.aggregateFactory());
    }
}

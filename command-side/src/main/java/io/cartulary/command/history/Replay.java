package io.cartulary.command.history;

import java.util.Optional;
import java.util.function.Predicate;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Goes through the events of one object, from the first one or from a snapshot.
final class Replay {

    private final KnownAggregates aggregates;
    private final DomainEventStream events;
    private @Nullable EventSourcedAggregate<?> aggregate;
    private @Nullable DomainEventMessage<?> last;
    private @Nullable DomainEventMessage<?> first;

    private Replay(
            KnownAggregates aggregates,
            DomainEventStream events,
            @Nullable EventSourcedAggregate<?> aggregate,
            @Nullable DomainEventMessage<?> last) {
        this.aggregates = aggregates;
        this.events = events;
        this.aggregate = aggregate;
        this.last = last;
    }

    /// Begins at the object's snapshot where the last event in it is one of those wanted.
    static Replay of(
            String objectId,
            EventStore store,
            KnownAggregates aggregates,
            Predicate<DomainEventMessage<?>> wanted) {
        var stored = store.readEvents(objectId);
        var first = stored.hasNext() ? stored.peek() : null;
        if (first == null || first.getSequenceNumber() == 0) {
            return new Replay(aggregates, stored, null, null);
        }
        var fromThere = store.readEvents(objectId, first.getSequenceNumber());
        if (wanted.test(fromThere.peek())) {
            return new Replay(aggregates, fromThere, aggregates.begin(first), fromThere.next());
        }
        return new Replay(aggregates, store.readEvents(objectId, 0), null, null);
    }

    /// Reads on to the last wanted event before the first that is not.
    void advance(Predicate<DomainEventMessage<?>> wanted) {
        while (events.hasNext() && wanted.test(events.peek())) {
            next();
        }
    }

    boolean hasNext() {
        return events.hasNext();
    }

    DomainEventMessage<?> next() {
        var event = events.next();
        if (aggregate == null) {
            first = event;
            aggregate = aggregates.begin(event);
        }
        aggregate.initializeState(DomainEventStream.of(event));
        last = event;
        return event;
    }

    /// The event that it came to; nothing before the first.
    @Nullable DomainEventMessage<?> last() {
        return last;
    }

    /// The object's first event; nothing when it began at a snapshot.
    Optional<DomainEventMessage<?>> first() {
        return Optional.ofNullable(first);
    }

    /// The first event that it has not come to yet.
    DomainEventMessage<?> peek() {
        return events.peek();
    }

    /// What the object is like after [#last].
    JsonNode state() {
        return aggregate == null
                ? JsonNodeFactory.instance.objectNode()
                : Shown.of(aggregate.getAggregateRoot());
    }
}

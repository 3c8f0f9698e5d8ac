package io.cartulary.query;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.family.EventFamilies;
import io.cartulary.eventstore.EventStoreHead;
import io.cartulary.web.consistency.Position;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.springframework.boot.test.context.TestComponent;

/// Puts events into the store as aggregates would.
@TestComponent
public class RecordedEvents {

    private final EventStore store;
    private final EventStoreHead head;

    RecordedEvents(EventStore store, EventStoreHead head) {
        this.store = store;
        this.head = head;
    }

    /// Records the events, one second after each other from `first` on, and answers the position
    /// from which a query sees them all.
    public String record(Instant first, DomainEvent... events) {
        var at = first;
        for (var event : events) {
            store.publish(
                    new GenericDomainEventMessage<>(
                            EventFamilies.contextOf(event.getClass()),
                            event.aggregateId(),
                            store.lastSequenceNumberFor(event.aggregateId()).orElse(-1L) + 1,
                            event,
                            MetaData.from(
                                    Map.of("correlationId", "corr-1", "causationId", "cause-1")),
                            UUID.randomUUID().toString(),
                            at));
            at = at.plusSeconds(1);
        }
        return new Position(head.index()).encode();
    }

    public String record(DomainEvent... events) {
        return record(Instant.parse("2026-03-01T10:00:00Z"), events);
    }
}

package io.cartulary.eventstore;

import io.cartulary.eventstore.tail.FollowedEventStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/// Events of single objects with their positions in the store, read beside its tail.
@Component
public class ObjectEvents {

    private final EventStore store;
    private final EventStoreHead head;

    ObjectEvents(EventStore store, EventStoreHead head) {
        this.store = store;
        this.head = head;
    }

    /// Whether the events of one object can be found without reading those of all.
    public boolean areFound() {
        return head.isInDatabase();
    }

    /// The first events of one object, at most so many.
    public List<TrackedEventMessage<?>> of(String objectId, int atMost) {
        return ((FollowedEventStore) store).readMessages(objectId, atMost);
    }

    /// The number that the next event of an object has among its events.
    public long nextNumber(String objectId) {
        return store.lastSequenceNumberFor(objectId).map(last -> last + 1).orElse(0L);
    }

    /// So many events that follow each other, from a random place of the store; fewer at its end.
    public List<TrackedEventMessage<?>> some(int count) {
        var from = ThreadLocalRandom.current().nextLong(Math.max(1, head.index() - count + 1));
        var events = new ArrayList<TrackedEventMessage<?>>();
        try (var stream = store.openStream(new GlobalSequenceTrackingToken(from))) {
            while (events.size() < count && stream.hasNextAvailable(0, TimeUnit.SECONDS)) {
                events.add(stream.nextAvailable());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return events;
    }
}

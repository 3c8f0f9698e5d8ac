package io.cartulary.eventstore.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;

/// What this process appended and its tail has not passed yet, as it is stored: it need not be read
/// back.
public final class LocalEventBuffer {

    /// Beyond so many after the tail it reads the store instead.
    private static final int KEPT = 8_192;

    private final ConcurrentSkipListMap<Long, StoredEvent> events = new ConcurrentSkipListMap<>();

    /// Identifiers of events from before they are written: a reader may see them in the store
    /// before their writer learns that they are there.
    private final Set<String> announced = ConcurrentHashMap.newKeySet();

    private volatile boolean followed;
    private volatile long passed;

    /// A tail begins to follow; nothing is kept before.
    public void follow() {
        followed = true;
    }

    /// They are about to be written.
    void announce(List<StoredEvent> stored) {
        if (followed) {
            stored.forEach(event -> announced.add(event.eventIdentifier()));
        }
    }

    void committed(List<Long> indexes, List<StoredEvent> stored) {
        if (followed && indexes.getLast() <= passed + KEPT) {
            for (var i = 0; i < stored.size(); i++) {
                events.put(indexes.get(i), stored.get(i));
            }
        }
    }

    void rolledBack(List<StoredEvent> stored) {
        stored.forEach(event -> announced.remove(event.eventIdentifier()));
    }

    /// Those that follow an index without a gap. What precedes them is settled, and so are they.
    public List<TrackedEventData<?>> after(long index) {
        var next = new ArrayList<TrackedEventData<?>>();
        for (var event = events.get(index + 1);
                event != null;
                event = events.get(index + next.size() + 1)) {
            next.add(
                    new TrackedDomainEventData<>(
                            new GlobalSequenceTrackingToken(index + next.size() + 1), event));
        }
        return next;
    }

    public boolean isOwn(EventMessage<?> event) {
        return announced.contains(event.getIdentifier());
    }

    /// The tail is done with these, up to an index.
    public void pass(List<? extends EventMessage<?>> done, long index) {
        passed = index;
        events.headMap(index, true).clear();
        done.forEach(event -> announced.remove(event.getIdentifier()));
    }
}

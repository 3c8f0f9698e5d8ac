package io.cartulary.command.refusal;

import io.cartulary.events.family.EventFamilies;
import io.cartulary.web.version.EntityTag;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/// What happened to an object since the version that a change was meant for.
@Component
class UnseenChanges {

    /// Enough to see what was going on; the rest is read with the object.
    private static final int MOST = 20;

    private final EventStore events;

    UnseenChanges(EventStore events) {
        this.events = events;
    }

    /// @param event its stored name, for example `catalog.PriceChanged`
    record Change(String event, Instant at) {}

    /// The oldest first.
    List<Change> since(EntityTag seen) {
        return events.readEvents(seen.id(), seen.version() + 1)
                .asStream()
                .limit(MOST)
                .map(event ->
                        new Change(
                                EventFamilies.storedName(event.getPayloadType()),
                                event.getTimestamp()))
                .toList();
    }
}

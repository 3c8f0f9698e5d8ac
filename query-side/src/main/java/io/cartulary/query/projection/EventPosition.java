package io.cartulary.query.projection;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/// Where an event stands in the store, and among those of its aggregate.
public final class EventPosition {

    private EventPosition() {}

    /// The event's global index.
    public static long of(EventMessage<?> message) {
        if (message instanceof TrackedEventMessage<?> tracked) {
            return of(tracked.trackingToken());
        }
        throw new IllegalArgumentException("an event from the store has a position");
    }

    /// The event's number among those of its aggregate, 0 for the first: the aggregate's version
    /// since then.
    public static long inAggregate(EventMessage<?> message) {
        if (message instanceof DomainEventMessage<?> event) {
            return event.getSequenceNumber();
        }
        throw new IllegalArgumentException("an event of an aggregate has a number");
    }

    /// The global index up to which everything was handled; -1 for nothing.
    static long of(@Nullable TrackingToken token) {
        return token == null ? -1 : token.position().orElse(-1);
    }
}

package io.cartulary.query.projection;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/// Where an event stands in the store.
public final class EventPosition {

    private EventPosition() {}

    /// The event's global index.
    public static long of(EventMessage<?> message) {
        if (message instanceof TrackedEventMessage<?> tracked) {
            return of(tracked.trackingToken());
        }
        throw new IllegalArgumentException("an event from the store has a position");
    }

    /// The global index up to which everything was handled; -1 for nothing.
    static long of(@Nullable TrackingToken token) {
        return token == null ? -1 : token.position().orElse(-1);
    }
}

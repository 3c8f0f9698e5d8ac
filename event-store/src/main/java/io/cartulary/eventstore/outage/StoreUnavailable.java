package io.cartulary.eventstore.outage;

import org.jspecify.annotations.Nullable;

/// The event store, or what stands before it, did not answer: what was sent to it may have been
/// done or not, and is sent again.
public class StoreUnavailable extends RuntimeException {

    public StoreUnavailable(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

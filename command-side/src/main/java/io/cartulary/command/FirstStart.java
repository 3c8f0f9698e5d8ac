package io.cartulary.command;

import java.time.Instant;
import java.time.InstantSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.stereotype.Component;

/// Where a processor begins that acts on events and has no position yet: with the first event after
/// this process started.
///
/// Nothing that happened before it was there is acted on again. The head of the store would do that
/// too, but it is asked for a moment after requests are taken, and what came in between would be
/// lost.
@Component
public class FirstStart {

    private final Instant startedAt;

    FirstStart(InstantSource clock) {
        this.startedAt = clock.instant();
    }

    public TrackingToken position(StreamableMessageSource<TrackedEventMessage<?>> events) {
        return events.createTokenAt(startedAt);
    }
}

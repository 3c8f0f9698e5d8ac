package io.cartulary.eventstore.tail;

import java.time.Instant;
import java.util.OptionalLong;
import org.axonframework.eventhandling.TrackingToken;

/// The position of a processor that has handled nothing yet and begins with the first event from
/// `moment` on; which one that is the store is asked when it is read. See [PacedSource].
record SinceMoment(Instant moment) implements TrackingToken {

    @Override
    public TrackingToken lowerBound(TrackingToken other) {
        return this;
    }

    @Override
    public TrackingToken upperBound(TrackingToken other) {
        return other;
    }

    @Override
    public boolean covers(TrackingToken other) {
        return equals(other);
    }

    @Override
    public OptionalLong position() {
        return OptionalLong.empty();
    }
}

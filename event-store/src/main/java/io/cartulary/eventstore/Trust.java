package io.cartulary.eventstore;

import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.jspecify.annotations.Nullable;

/// Notes whether a command was decided on an aggregate as it was kept in memory, without a look at
/// what other processes stored since.
///
/// A command that recorded an event then is right all the same: the store takes an event only when
/// none of its number is there. What one that recorded nothing answered may be out of date.
final class Trust {

    /// Bound while a command may be decided like that.
    static final ScopedValue<Trust> CURRENT = ScopedValue.newInstance();

    private @Nullable EventSourcedAggregate<?> aggregate;
    private long version;

    void put(EventSourcedAggregate<?> kept) {
        aggregate = kept;
        version = kept.version();
    }

    /// The aggregate by which the command was answered and which recorded nothing; none when the
    /// answer is certain.
    @Nullable EventSourcedAggregate<?> doubtful() {
        return aggregate == null || aggregate.version() > version ? null : aggregate;
    }
}

package io.cartulary.eventstore;

import org.axonframework.eventsourcing.EventSourcedAggregate;

/// Notes whether a command was decided on an aggregate as it was kept in memory, without a look at
/// what other processes stored since.
///
/// A command that recorded an event then is right all the same: the store takes an event only when
/// none of its number is there. What one that recorded nothing answered may be out of date.
final class Trust {

    /// Bound while a command may be decided like that.
    static final ScopedValue<Trust> CURRENT = ScopedValue.newInstance();

    private boolean used;
    private boolean recorded;
    private long version;

    void put(EventSourcedAggregate<?> aggregate) {
        used = true;
        version = aggregate.version();
    }

    void saved(EventSourcedAggregate<?> aggregate) {
        recorded = used && aggregate.version() > version;
    }

    /// Whether the command is to be decided again, on what is stored.
    boolean isDoubtful(boolean failed) {
        return used && (failed || !recorded);
    }
}

package io.cartulary.eventstore.axonserver;

import java.util.Optional;

/// What a database keeps of the log that its positions belong to.
public interface KeptLog {

    /// How many positions precede the server's first event: those of a log that was copied to it
    /// and had gaps.
    long positionsBefore();

    /// The identifier of the log's first event, once a process has seen one.
    Optional<String> firstEvent();

    /// Of a process that only reads nothing is kept.
    void keepFirstEvent(String identifier);

    /// Up to where the furthest processor has handled events.
    long furthestPosition();
}

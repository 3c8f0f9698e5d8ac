package io.cartulary.query.projection;

import io.cartulary.events.DomainEvent;
import org.axonframework.eventhandling.EventMessage;

/// Handles events many at a time: each batch collects what is to be written and then writes it
/// once.
@FunctionalInterface
public interface BatchHandler {

    Batch begin();

    /// What one batch of events changes. A batch is used by one thread and may be thrown away
    /// without being flushed; the same events then come again in another one.
    interface Batch {

        /// Takes one event in; nothing is written yet. Personal values are sealed.
        ///
        /// @param message carries its time, its metadata and, unless a parked event is retried, its
        ///   position (see [EventPosition])
        void on(DomainEvent event, EventMessage<?> message) throws Exception;

        /// Writes everything. On PostgreSQL it joins the transaction that also stores how far the
        /// processor has come.
        void flush() throws Exception;
    }
}

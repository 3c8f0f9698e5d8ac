package io.cartulary.query.projection;

import io.cartulary.events.DomainEvent;
import io.cartulary.eventstore.tables.Rows;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.jdbc.core.JdbcTemplate;

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

    /// Makes rows of one event.
    ///
    /// @param <E> what is common to the events that the projection reads
    @FunctionalInterface
    interface Fold<E extends DomainEvent> {
        void fold(E event, EventMessage<?> message, Rows rows);
    }

    /// Of a projection whose rows are made of the events alone.
    static <E extends DomainEvent> BatchHandler ofRows(
            Generation generation, JdbcTemplate database, Fold<E> fold) {
        return () ->
                new Batch() {

                    private final Rows rows = new Rows(generation.schema());

                    @Override
                    @SuppressWarnings("unchecked")
                    public void on(DomainEvent event, EventMessage<?> message) {
                        fold.fold((E) event, message, rows);
                    }

                    @Override
                    public void flush() {
                        rows.write(database);
                    }
                };
    }
}

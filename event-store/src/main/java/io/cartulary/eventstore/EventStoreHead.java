package io.cartulary.eventstore;

import io.cartulary.eventstore.storage.LastAppendedIndex;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Where the store ends, as a command's answer has it: a reader that covers this position sees what
/// the command did.
@Component
public class EventStoreHead {

    private final JdbcClient database;
    private final EventStore store;
    private final boolean onPostgres;

    EventStoreHead(
            JdbcClient database,
            EventStore store,
            @Value("${cartulary.event-store}") EventStoreKind kind) {
        this.database = database;
        this.store = store;
        this.onPostgres = kind == EventStoreKind.POSTGRES;
    }

    /// Whether events are rows of the process's own database, next to its tables and in one log
    /// with them.
    public boolean isInDatabase() {
        return onPostgres;
    }

    /// A request begins that may change something.
    public void begin() {
        LastAppendedIndex.forget();
    }

    /// What a reader must cover to see what was changed on this thread since [#begin].
    public long afterChanges() {
        return LastAppendedIndex.last().orElseGet(this::index);
    }

    /// The index of the last committed event, 0 for an empty store. Taken after a commit it covers
    /// that commit.
    public long index() {
        if (onPostgres) {
            return database.sql("select coalesce(max(global_index), 0) from domain_event_entry")
                    .query(Long.class)
                    .single();
        }
        return store.createHeadToken().position().orElse(0);
    }

    /// The index of the last event before a moment that has passed, 0 if there is none.
    public long before(Instant moment) {
        return store.createTokenAt(moment).position().orElse(0);
    }

    /// When the first event after a position was stored; absent if there is none yet.
    public Optional<Instant> firstAfter(long position) {
        if (onPostgres) {
            return database.sql(
                            "select time_stamp from domain_event_entry where global_index > ? order by global_index limit 1")
                    .param(position)
                    .query(Timestamp.class)
                    .optional()
                    .map(Timestamp::toInstant);
        }
        try (var after = store.openStream(new GlobalSequenceTrackingToken(position))) {
            return after.hasNextAvailable(1, TimeUnit.SECONDS)
                    ? after.peek().map(EventMessage::getTimestamp)
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

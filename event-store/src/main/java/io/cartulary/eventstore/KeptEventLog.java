package io.cartulary.eventstore;

import io.cartulary.eventstore.axonserver.KeptLog;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Which log of events the positions belong to that a database keeps: the store that its first
/// process was started with, and there the first event that was seen. In another log the same
/// positions stand for other events, so that processors would skip some and handle others twice.
public final class KeptEventLog implements KeptLog {

    private final JdbcClient database;
    private final boolean readOnly;

    /// @param readOnly whether this process keeps nothing
    public KeptEventLog(DataSource database, boolean readOnly) {
        this.database = JdbcClient.create(database);
        this.readOnly = readOnly;
    }

    /// When the schema is there.
    ///
    /// @param wanted as property `cartulary.event-store` names it
    /// @throws IllegalStateException when the positions belong to another store
    public void require(String wanted) {
        if (!readOnly) {
            database.sql("insert into event_log (kind) values (?) on conflict do nothing")
                    .param(wanted)
                    .update();
        }
        database.sql("select kind from event_log")
                .query(String.class)
                .optional()
                .filter(kind -> !kind.equals(wanted))
                .ifPresent(kind -> {
                    throw new IllegalStateException(
                            ("The events of this shop are in %s, and cartulary.event-store is now %s."
                                            + " Set it back, or carry the events over (./start events copy): positions"
                                            + " kept in one store mean nothing in the other.")
                                    .formatted(kind, wanted));
                });
    }

    @Override
    public long positionsBefore() {
        return database.sql("select positions_before from event_log")
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    @Override
    public Optional<String> firstEvent() {
        return database.sql("select first_event from event_log where first_event is not null")
                .query(String.class)
                .optional();
    }

    @Override
    public void keepFirstEvent(String identifier) {
        if (!readOnly) {
            database.sql("update event_log set first_event = ? where first_event is null")
                    .param(identifier)
                    .update();
        }
    }

    @Override
    public long furthestPosition() {
        return database.sql(
                        """
                        select coalesce(max((convert_from(token, 'UTF8')::jsonb ->> 'globalIndex')::bigint), 0)
                        from token_entry\
                        """)
                .query(Long.class)
                .single();
    }
}

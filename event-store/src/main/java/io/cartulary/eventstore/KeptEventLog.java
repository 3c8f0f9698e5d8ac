package io.cartulary.eventstore;

import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Which store of events the positions belong to that a database keeps: the one that its first
/// process was started with. In another store the same positions stand for other events, so that
/// processors would skip some and handle others twice.
final class KeptEventLog {

    private final JdbcClient database;

    KeptEventLog(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /// Of a process that may write, when the schema is there.
    void keep(EventStoreKind wanted) {
        database.sql("insert into event_log (kind) values (?) on conflict do nothing")
                .param(wanted.property())
                .update();
        require(wanted);
    }

    void require(EventStoreKind wanted) {
        kept().filter(kind -> !kind.equals(wanted.property()))
                .ifPresent(kind -> {
                    throw new IllegalStateException(
                            ("The events of this shop are in %s, and cartulary.event-store is now %s."
                                            + " Set it back, or begin with empty databases: positions kept in one store"
                                            + " mean nothing in the other.")
                                    .formatted(kind, wanted.property()));
                });
    }

    private Optional<String> kept() {
        return database.sql("select kind from event_log").query(String.class).optional();
    }
}

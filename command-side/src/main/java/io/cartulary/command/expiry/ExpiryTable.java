package io.cartulary.command.expiry;

import io.cartulary.eventstore.outage.Outage;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// When what can end by itself is to be looked at next: a table with `due_at` by id.
public class ExpiryTable {

    private static final Logger log = LoggerFactory.getLogger(ExpiryTable.class);
    private static final int AT_ONCE = 100;
    private static final Duration AFTER_A_FAULT = Duration.ofMinutes(1);

    private final JdbcClient database;
    private final String table;
    private final String id;

    /// @param id its key column
    public ExpiryTable(JdbcClient database, String table, String id) {
        this.database = database;
        this.table = table;
        this.id = id;
    }

    /// Asks all that are due. One that cannot be asked holds up no other, and is asked again later.
    ///
    /// @param ask has one decide by its id, and answers when to ask it again, if ever
    public void look(Instant now, Function<String, @Nullable Instant> ask) {
        for (var due = dueAt(now); !due.isEmpty(); due = dueAt(now)) {
            due.forEach(one -> lookAgain(one, now, next(one, now, ask)));
        }
    }

    private @Nullable Instant next(
            String one, Instant now, Function<String, @Nullable Instant> ask) {
        try {
            return ask.apply(one);
        } catch (RuntimeException e) {
            if (Outage.ofAnyServer(e)) {
                throw e; // no other can be asked either
            }
            log.warn("{} of {} is asked again in {}", one, table, AFTER_A_FAULT, e);
            return now.plus(AFTER_A_FAULT);
        }
    }

    /// Those that may end by `now`.
    protected List<String> dueAt(Instant now) {
        return database.sql(
                        "select %s from %s where due_at <= ? order by due_at limit ?"
                                .formatted(id, table))
                .params(Timestamp.from(now), AT_ONCE)
                .query(String.class)
                .list();
    }

    /// A row that became another one since stays.
    ///
    /// @param next when it may end, as it said after it was asked at `now`
    protected void lookAgain(String one, Instant now, @Nullable Instant next) {
        if (next == null) {
            database.sql("delete from %s where %s = ? and due_at <= ?".formatted(table, id))
                    .params(one, Timestamp.from(now))
                    .update();
        } else {
            database.sql(
                            "update %s set due_at = ? where %s = ? and due_at <= ?"
                                    .formatted(table, id))
                    .params(Timestamp.from(next), one, Timestamp.from(now))
                    .update();
        }
    }

    /// What the events of one batch say, to be written before it commits.
    public Batch batchOf(UnitOfWork<?> unitOfWork) {
        var whole = unitOfWork.root();
        return whole.getOrComputeResource(
                table,
                _ -> {
                    var batch = new Batch();
                    whole.onPrepareCommit(_ -> batch.write());
                    return batch;
                });
    }

    /// What ends within the batch in which it began is never written.
    public final class Batch {

        private final Map<String, Instant> dueAt = new HashMap<>();
        private final Set<String> ended = new HashSet<>();

        /// Of several moments the soonest counts.
        public void due(String one, Instant at) {
            dueAt.merge(one, at, (known, other) -> known.isBefore(other) ? known : other);
        }

        /// It ended, or has nothing any more that could.
        public void ended(String one) {
            dueAt.remove(one);
            ended.add(one);
        }

        private void write() {
            remove(ended);
            put(dueAt);
        }
    }

    /// Takes in what comes sooner than what is known.
    public void put(Map<String, Instant> dueAt) {
        if (dueAt.isEmpty()) {
            return;
        }
        database.sql(
                        """
                        insert into %1$s as known (%2$s, due_at)
                        select * from unnest(?::text[], ?::timestamptz[])
                        on conflict (%2$s) do update set due_at = excluded.due_at
                        where excluded.due_at < known.due_at
                        """
                                .formatted(table, id))
                .params(
                        dueAt.keySet().toArray(String[]::new),
                        dueAt.values().stream().map(Timestamp::from).toArray(Timestamp[]::new))
                .update();
    }

    /// They ended, or have nothing any more that could.
    public void remove(Collection<String> ended) {
        if (!ended.isEmpty()) {
            database.sql("delete from %s where %s = any(?)".formatted(table, id))
                    .params((Object) ended.toArray(String[]::new))
                    .update();
        }
    }

    /// Before the events are handled from the first one on.
    public void clear() {
        database.sql("truncate " + table).update();
    }
}

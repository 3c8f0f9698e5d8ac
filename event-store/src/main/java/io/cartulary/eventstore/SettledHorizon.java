package io.cartulary.eventstore;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;

/// Up to which index every event is settled: committed, or never to come.
///
/// Indexes are drawn before commits, so an index that is missing now may still appear. At each look
/// the highest drawn index is read first and the running transactions second; a transaction takes
/// its id before it draws an index (see the table's default), so once every transaction older than
/// that look has ended, everything up to that index is settled. Readers that stop there see all
/// events in the order of their indexes, and those of one aggregate in theirs.
///
/// Compared with `transaction_id < pg_snapshot_xmin(...)` on each row, this also keeps the order
/// within an aggregate when a transaction that began early appends late: see ADR 8.
final class SettledHorizon {

    /// In one round trip; under READ COMMITTED each statement sees its own moment, in this order.
    private static final String LOOK =
            """
            select case when is_called then last_value else 0 end from domain_event_entry_global_index_seq;
            select pg_snapshot_xmin(now_running)::text::bigint, pg_snapshot_xmax(now_running)::text::bigint
              from pg_current_snapshot() now_running\
            """;

    private static final int LOOKS_REMEMBERED = 2048;

    /// At a look, indexes up to `drawn` were drawn by transactions below `nextTransaction`.
    private record Look(long drawn, long nextTransaction) {}

    private final DataSource database;
    private final Deque<Look> unsettled = new ArrayDeque<>();
    private volatile long settled;
    private volatile boolean pending;

    SettledHorizon(DataSource database) {
        this.database = database;
    }

    /// The horizon at the last look; it never goes back.
    long settled() {
        return settled;
    }

    /// Whether indexes beyond the horizon were drawn at the last look.
    boolean pending() {
        return pending;
    }

    /// Looks again and answers the horizon.
    synchronized long look() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(LOOK);
            long drawn;
            try (var sequence = statement.getResultSet()) {
                sequence.next();
                drawn = sequence.getLong(1);
            }
            statement.getMoreResults();
            long oldestRunning;
            long nextTransaction;
            try (var running = statement.getResultSet()) {
                running.next();
                oldestRunning = running.getLong(1);
                nextTransaction = running.getLong(2);
            }
            if (drawn > (unsettled.isEmpty() ? settled : unsettled.getLast().drawn())) {
                if (unsettled.size() == LOOKS_REMEMBERED) {
                    unsettled.removeLast(); // the newest look stands for the one it replaces, only
                    // later
                }
                unsettled.addLast(new Look(drawn, nextTransaction));
            }
            while (!unsettled.isEmpty()
                    && unsettled.getFirst().nextTransaction() <= oldestRunning) {
                settled = unsettled.removeFirst().drawn();
            }
            pending = !unsettled.isEmpty();
            return settled;
        }
    }
}

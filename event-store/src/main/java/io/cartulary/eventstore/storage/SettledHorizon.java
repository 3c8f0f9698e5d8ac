package io.cartulary.eventstore.storage;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;

/// Up to which index every event is settled: committed, or never to come.
///
/// Indexes are drawn before commits, so an index that is missing now may still appear. A look reads
/// the highest drawn index and then draws a transaction id of its own. A writer that drew an index
/// up to that one had its own, lower, id before (see the table's default), so once every
/// transaction below the look's id has ended, a later look knows that everything up to that index
/// is settled. A snapshot's `xmax` would not do: it is one past the last *ended* transaction, and
/// running ones may be above it.
///
/// Compared with `transaction_id < pg_snapshot_xmin(…)` on each row, this also keeps the order
/// within an aggregate when a transaction that began early appends late: see ADR 8.
final class SettledHorizon {

    /// In one round trip; under READ COMMITTED each statement sees its own moment, in this order.
    private static final String LOOK =
            """
            select case when is_called then last_value else 0 end from domain_event_entry_global_index_seq;
            select pg_current_xact_id()::text::bigint, pg_snapshot_xmin(pg_current_snapshot())::text::bigint\
            """;

    private static final int LOOKS_REMEMBERED = 2048;

    /// Indexes up to `drawn` were drawn by transactions below `transaction`.
    private record Look(long drawn, long transaction) {}

    private final DataSource database;
    private final Deque<Look> unsettled = new ArrayDeque<>();
    private volatile long settled;

    SettledHorizon(DataSource database) {
        this.database = database;
    }

    /// The horizon at the last look; it never goes back.
    long settled() {
        return settled;
    }

    /// Looks again and answers the highest drawn index. An index drawn before is settled at the
    /// second look at the earliest.
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
            long transaction;
            long oldestRunning;
            try (var transactions = statement.getResultSet()) {
                transactions.next();
                transaction = transactions.getLong(1);
                oldestRunning = transactions.getLong(2);
            }
            while (!unsettled.isEmpty() && unsettled.getFirst().transaction() <= oldestRunning) {
                settled = unsettled.removeFirst().drawn();
            }
            if (drawn > (unsettled.isEmpty() ? settled : unsettled.getLast().drawn())) {
                if (unsettled.size() == LOOKS_REMEMBERED) {
                    unsettled.removeLast(); // the newest look stands for the one it replaces, only
                    // later
                }
                unsettled.addLast(new Look(drawn, transaction));
            }
            return drawn;
        }
    }
}

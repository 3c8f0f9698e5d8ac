package io.cartulary.eventstore.storage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Writes events when the transaction that they belong to commits, all of it in one statement.
///
/// A transaction that did nothing else, as of most commands, is not even begun: its events are one
/// statement, which is atomic by itself, and those of transactions that end at the same time go
/// into the same statement. So they share a round trip and a wait for the disk.
final class EventAppender {

    private static final String APPEND =
            """
            insert into domain_event_entry (type, aggregate_identifier, sequence_number, event_identifier, time_stamp,
                payload_type, payload_revision, payload, meta_data)
            select * from unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::timestamptz[], ?::text[], ?::text[],
                ?::bytea[], ?::bytea[])
            returning global_index\
            """;

    /// So many statements at a time: while one waits for the disk another is worked on.
    private static final int WRITERS = 4;

    /// A statement of more holds up those who wait for the next.
    private static final int ROWS_TOGETHER = 32;

    private final ConnectionUsageTracker used;
    private final JdbcTemplate joining;
    private final JdbcTemplate alone;
    private final LocalEventBuffer own;
    private final ForeignWriterDetector others;
    private final Predicate<Throwable> isConflict;
    private final BiFunction<DataAccessException, StoredEvent, RuntimeException> meaning;
    private final Queue<Append> waiting = new ArrayDeque<>();
    private int writing;

    EventAppender(
            ConnectionUsageTracker database,
            LocalEventBuffer own,
            ForeignWriterDetector others,
            Predicate<Throwable> isConflict,
            BiFunction<DataAccessException, StoredEvent, RuntimeException> meaning) {
        this.used = database;
        this.joining = new JdbcTemplate(database.transactional());
        this.alone = new JdbcTemplate(database.pool());
        this.own = own;
        this.others = others;
        this.isConflict = isConflict;
        this.meaning = meaning;
    }

    /// With the transaction of this thread, or at once if there is none.
    void append(List<StoredEvent> events) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            committed(writeAlone(new Append(events)), events);
            return;
        }
        var pending = (Pending) TransactionSynchronizationManager.getResource(this);
        if (pending == null) {
            pending = new Pending();
            TransactionSynchronizationManager.bindResource(this, pending);
            TransactionSynchronizationManager.registerSynchronization(pending);
        }
        pending.events.addAll(events);
    }

    /// What a transaction appends when it commits.
    private final class Pending implements TransactionSynchronization {

        private final List<StoredEvent> events = new ArrayList<>();
        private @Nullable List<Long> indexes;

        @Override
        public void beforeCommit(boolean readOnly) {
            if (used.inThisTransaction()) {
                try {
                    own.announce(events);
                    indexes = write(joining, events);
                } catch (DataAccessException e) {
                    throw failed(e, events);
                }
            } else {
                indexes = writeAlone(new Append(events));
            }
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(EventAppender.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(EventAppender.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResource(EventAppender.this);
            if (status != STATUS_COMMITTED) {
                own.rolledBack(events);
            } else if (indexes != null) {
                committed(indexes, events);
            }
        }
    }

    /// Events that a transaction of their own writes, and what becomes of them.
    private static final class Append {

        private final List<StoredEvent> events;

        /// Completed when they are decided, or when it is their turn to be written.
        private final CompletableFuture<Void> woken = new CompletableFuture<>();

        private volatile @Nullable List<Long> indexes;
        private volatile @Nullable RuntimeException failure;

        Append(List<StoredEvent> events) {
            this.events = events;
        }

        boolean isDecided() {
            return indexes != null || failure != null;
        }

        void written(List<Long> atIndexes) {
            indexes = atIndexes;
            woken.complete(null);
        }

        void failed(RuntimeException why) {
            failure = why;
            woken.complete(null);
        }
    }

    private void committed(List<Long> indexes, List<StoredEvent> events) {
        own.committed(indexes, events);
        LastAppendedIndex.append(indexes.getLast());
    }

    /// What finds all writers busy is woken once: when one of them took its events along, or when
    /// it is its turn to write, and to take along those of all who wait.
    private List<Long> writeAlone(Append mine) {
        if (!mayWriteNow(mine)) {
            mine.woken.join();
        }
        if (!mine.isDecided()) {
            try {
                writeTogether(withThoseWhoWait(mine));
            } finally {
                handOn();
            }
        }
        var failure = mine.failure;
        if (failure != null) {
            own.rolledBack(mine.events);
            throw failure;
        }
        return mine.indexes;
    }

    private boolean mayWriteNow(Append mine) {
        synchronized (waiting) {
            if (writing < WRITERS) {
                writing++;
                return true;
            }
            waiting.add(mine);
            return false;
        }
    }

    private List<Append> withThoseWhoWait(Append mine) {
        var together = new ArrayList<Append>();
        together.add(mine);
        synchronized (waiting) {
            var rows = mine.events.size();
            for (var next = waiting.peek();
                    next != null && rows + next.events.size() <= ROWS_TOGETHER;
                    next = waiting.peek()) {
                together.add(waiting.remove());
                rows += next.events.size();
            }
        }
        return together;
    }

    private void handOn() {
        Append next;
        synchronized (waiting) {
            next = waiting.poll();
            if (next == null) {
                writing--;
                return;
            }
        }
        next.woken.complete(null);
    }

    /// Whatever happens, each of them learns it: its owner waits for that.
    private void writeTogether(List<Append> together) {
        try {
            var all = together.stream().flatMap(append -> append.events.stream()).toList();
            own.announce(all);
            var indexes = write(alone, all);
            var from = 0;
            for (var append : together) {
                var to = from + append.events.size();
                append.written(indexes.subList(from, to));
                from = to;
            }
        } catch (DataAccessException e) {
            if (together.size() > 1 && isConflict.test(e)) {
                together.forEach(append -> writeTogether(List.of(append)));
            } else {
                together.forEach(append -> append.failed(failed(e, append.events)));
            }
        } catch (RuntimeException | Error e) {
            together.forEach(append -> append.failed(unexpected(e)));
        }
    }

    private static RuntimeException unexpected(Throwable failure) {
        return failure instanceof RuntimeException known
                ? known
                : new EventStoreException("Events were not written", failure);
    }

    /// What a failure means for the event that it names, or else for the first of them.
    private RuntimeException failed(DataAccessException failure, List<StoredEvent> events) {
        if (isConflict.test(failure)) {
            others.noticed();
        }
        var words = String.valueOf(failure.getMessage());
        return meaning.apply(
                failure,
                events.stream()
                        .filter(event -> words.contains(event.aggregateIdentifier()))
                        .findFirst()
                        .orElseGet(events::getFirst));
    }

    /// The indexes of the events, which are drawn in their order.
    private static List<Long> write(JdbcTemplate database, List<StoredEvent> events) {
        return database.query(
                APPEND,
                statement -> {
                    statement.setObject(1, texts(events, StoredEvent::type));
                    statement.setObject(2, texts(events, StoredEvent::aggregateIdentifier));
                    statement.setObject(
                            3,
                            events.stream().map(StoredEvent::sequenceNumber).toArray(Long[]::new));
                    statement.setObject(4, texts(events, StoredEvent::eventIdentifier));
                    statement.setObject(5, texts(events, event -> event.timestamp().toString()));
                    statement.setObject(6, texts(events, StoredEvent::payloadType));
                    statement.setObject(7, texts(events, StoredEvent::payloadRevision));
                    statement.setObject(8, bytes(events, StoredEvent::payload));
                    statement.setObject(9, bytes(events, StoredEvent::metaData));
                },
                (row, _) -> row.getLong(1));
    }

    private static String[] texts(List<StoredEvent> events, Function<StoredEvent, String> column) {
        return events.stream().map(column).toArray(String[]::new);
    }

    private static byte[][] bytes(List<StoredEvent> events, Function<StoredEvent, byte[]> column) {
        return events.stream().map(column).toArray(byte[][]::new);
    }
}

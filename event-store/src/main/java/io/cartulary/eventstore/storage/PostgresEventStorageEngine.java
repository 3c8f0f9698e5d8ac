package io.cartulary.eventstore.storage;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.springframework.dao.DataAccessException;

/// Axon's JDBC engine on PostgreSQL, with readers that stop at the [SettledHorizon]. A position is
/// therefore a plain index, and no event is ever skipped or seen out of its order.
public final class PostgresEventStorageEngine extends JdbcEventStorageEngine {

    private static final String COLUMNS =
            "global_index, type, aggregate_identifier, sequence_number, event_identifier, time_stamp, payload_type,"
                    + " payload_revision, payload, meta_data";

    private static final String READ_TRACKED =
            "select "
                    + COLUMNS
                    + " from domain_event_entry where global_index > ?"
                    + " order by global_index limit ?";

    private static final String READ_OBJECT =
            "select "
                    + COLUMNS
                    + " from domain_event_entry where aggregate_identifier = ? order by sequence_number limit ?";

    private static final String LAST_BEFORE =
            "select coalesce(max(global_index), 0) from domain_event_entry where global_index < ?";
    private static final String LAST_BEFORE_INSTANT =
            LAST_BEFORE.replace(
                    "?",
                    "coalesce((select min(global_index) from domain_event_entry where time_stamp >= ?),"
                            + " (select max(global_index) + 1 from domain_event_entry))");

    /// A reader that stands before a gap looks this often before it answers that there is nothing
    /// to read.
    private static final int LOOKS_AT_GAP = 6;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);

    private final DataSource database;
    private final SettledHorizon horizon;
    private final LocalEventBuffer own = new LocalEventBuffer();
    private final ForeignWriterDetector others;
    private final EventAppender appender;

    public PostgresEventStorageEngine(
            Builder builder,
            ConnectionUsageTracker database,
            ForeignWriterDetector others,
            Predicate<Throwable> isConflict) {
        super(builder);
        this.others = others;
        this.appender = new EventAppender(database, own, others, isConflict, this::meaningOf);
        this.database = database.pool();
        this.horizon = new SettledHorizon(this.database);
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (!events.isEmpty()) {
            appender.append(
                    events.stream().map(event -> StoredEvent.of(event, serializer)).toList());
        }
    }

    private RuntimeException meaningOf(DataAccessException failure, StoredEvent event) {
        try {
            handlePersistenceException(
                    failure,
                    new GenericDomainEventMessage<>(
                            event.type(),
                            event.aggregateIdentifier(),
                            event.sequenceNumber(),
                            event.payloadType()));
            return failure;
        } catch (RuntimeException meaning) {
            return meaning;
        }
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(
            TrackingToken lastToken, int batchSize) {
        var after = indexOf(lastToken);
        try {
            var events = read(after, batchSize);
            for (int look = 0;
                    events.settled().isEmpty() && events.gap() && look < LOOKS_AT_GAP;
                    look++) {
                if (look > 0) { // most gaps are appends that commit within the first pause
                    horizon.look();
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
                events = read(after, batchSize);
            }
            return events.settled();
        } catch (SQLException e) {
            throw new EventStoreException("Failed to read events after index " + after, e);
        }
    }

    /// Events after an index, at most so many.
    public List<TrackedEventMessage<?>> readMessages(long after, int atMost) {
        return decode(fetchTrackedEvents(new GlobalSequenceTrackingToken(after), atMost));
    }

    /// The first events of one object with their positions, at most so many.
    public List<TrackedEventMessage<?>> readMessages(String objectId, int atMost) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(READ_OBJECT)) {
            statement.setString(1, objectId);
            statement.setInt(2, atMost);
            try (var rows = statement.executeQuery()) {
                var events = new ArrayList<TrackedDomainEventData<byte[]>>();
                while (rows.next()) {
                    events.add(tracked(rows));
                }
                return decode(events);
            }
        } catch (SQLException e) {
            throw new EventStoreException("Failed to read the events of " + objectId, e);
        }
    }

    /// Upcasters may change an event but neither drop nor split it: positions are counted in stored
    /// events.
    public List<TrackedEventMessage<?>> decode(List<? extends TrackedEventData<?>> stored) {
        var events =
                EventUtils.upcastAndDeserializeTrackedEvents(
                                stored.stream(), getEventSerializer(), upcasterChain)
                        .toList();
        if (events.size() != stored.size()) {
            throw new EventStoreException(
                    "An upcaster made %d events of %d".formatted(events.size(), stored.size()));
        }
        return events;
    }

    /// What this process appends.
    public LocalEventBuffer own() {
        return own;
    }

    public ForeignWriterDetector others() {
        return others;
    }

    /// Events up to the first index that is missing and may still come; `gap` says that there is
    /// one.
    private record Batch(List<TrackedDomainEventData<byte[]>> settled, boolean gap) {}

    private Batch read(long after, int batchSize) throws SQLException {
        // Read before the rows: what was settled by then is in them.
        var settled = horizon.settled();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(READ_TRACKED)) {
            statement.setLong(1, after);
            statement.setInt(2, batchSize);
            try (var rows = statement.executeQuery()) {
                var events = new ArrayList<TrackedDomainEventData<byte[]>>();
                var previous = after;
                while (rows.next()) {
                    var index = rows.getLong("global_index");
                    if (index != previous + 1 && index - 1 > settled) {
                        return new Batch(events, true);
                    }
                    events.add(tracked(rows));
                    previous = index;
                }
                return new Batch(events, false);
            }
        }
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    /// Waits until all that was drawn is settled, at most as long as a transaction may last. Always
    /// the index of an event that exists: two readers at one place must hold equal tokens to share
    /// what was read.
    @Override
    public TrackingToken createHeadToken() {
        try {
            for (long drawn = horizon.look(); horizon.settled() < drawn; horizon.look()) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
            try (var connection = database.getConnection();
                    var statement = connection.prepareStatement(LAST_BEFORE)) {
                statement.setLong(1, horizon.settled() + 1);
                return positionIn(statement);
            }
        } catch (SQLException e) {
            throw new EventStoreException("Failed to read the head of the event store", e);
        }
    }

    @Override
    public TrackingToken createTokenAt(Instant instant) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(LAST_BEFORE_INSTANT)) {
            writeTimestamp(statement, 1, instant);
            return positionIn(statement);
        } catch (SQLException e) {
            throw new EventStoreException("Failed to read the position at " + instant, e);
        }
    }

    private static TrackingToken positionIn(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            rows.next();
            return new GlobalSequenceTrackingToken(rows.getLong(1));
        }
    }

    @Override
    protected DomainEventData<?> getDomainEventData(ResultSet row) throws SQLException {
        return event(row);
    }

    @Override
    protected void writeTimestamp(PreparedStatement statement, int position, Instant instant)
            throws SQLException {
        statement.setObject(position, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    @Override
    protected Object readTimeStamp(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class);
    }

    private static TrackedDomainEventData<byte[]> tracked(ResultSet row) throws SQLException {
        return new TrackedDomainEventData<>(
                new GlobalSequenceTrackingToken(row.getLong("global_index")), event(row));
    }

    private static StoredEvent event(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getString("type"),
                row.getString("aggregate_identifier"),
                row.getLong("sequence_number"),
                row.getString("event_identifier"),
                row.getObject("time_stamp", OffsetDateTime.class).toInstant(),
                row.getString("payload_type"),
                row.getString("payload_revision"),
                row.getBytes("payload"),
                row.getBytes("meta_data"));
    }

    public static long indexOf(TrackingToken token) {
        return token == null ? 0 : token.position().orElse(0);
    }
}

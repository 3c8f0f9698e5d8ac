package io.cartulary.eventstore.copying;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Events in the table of the event store's database.
final class PostgresEvents implements EventLog {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BATCH = 1_000;

    private final JdbcTemplate database;
    private final TransactionTemplate transactions;

    PostgresEvents(DataSource database) {
        this.database = new JdbcTemplate(database);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public long size() {
        return Objects.requireNonNull(
                database.queryForObject("select count(*) from domain_event_entry", Long.class));
    }

    @Override
    public Reader read() {
        return new Rows();
    }

    private final class Rows implements Reader {

        private final Queue<CopiedEvent> read = new ArrayDeque<>();
        private long position = -1;

        @Override
        public @Nullable CopiedEvent next() {
            if (read.isEmpty()) {
                database.query(
                        "select * from domain_event_entry where global_index > ? order by global_index limit ?",
                        row -> {
                            read.add(event(row));
                            position = row.getLong("global_index");
                        },
                        position,
                        BATCH);
            }
            return read.poll();
        }

        @Override
        public void close() {
            read.clear();
        }
    }

    private static CopiedEvent event(ResultSet row) throws SQLException {
        return new CopiedEvent(
                Objects.requireNonNullElse(row.getString("type"), ""),
                row.getString("aggregate_identifier"),
                row.getLong("sequence_number"),
                row.getString("event_identifier"),
                row.getObject("time_stamp", OffsetDateTime.class).toInstant().toEpochMilli(),
                row.getString("payload_type"),
                Objects.requireNonNullElse(row.getString("payload_revision"), ""),
                CopiedEvent.Bytes.of(row.getBytes("payload")),
                metadata(row.getBytes("meta_data")));
    }

    private static SortedMap<String, String> metadata(byte @Nullable [] json) {
        var metadata = new TreeMap<String, String>();
        if (json != null) {
            JSON.readTree(json)
                    .forEachEntry((name, value) -> metadata.put(name, text(name, value)));
        }
        return metadata;
    }

    private static String text(String name, JsonNode value) {
        if (!value.isString()) {
            throw new CopyFailed("The metadata " + name + " of an event is no text.");
        }
        return value.asString();
    }

    @Override
    public void append(List<CopiedEvent> events, long before, long from) {
        transactions.executeWithoutResult(_ -> {
            var position = before + from;
            for (var event : events) {
                position++;
                insert(position, event);
            }
            database.queryForObject(
                    "select setval('domain_event_entry_global_index_seq', ?)",
                    Long.class,
                    position);
        });
    }

    private void insert(long position, CopiedEvent event) {
        database.update(
                """
                insert into domain_event_entry (global_index, type, aggregate_identifier, sequence_number,
                    event_identifier, time_stamp, payload_type, payload_revision, payload, meta_data)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                """,
                position,
                emptyAsNull(event.aggregateType()),
                event.aggregate(),
                event.number(),
                event.identifier(),
                Instant.ofEpochMilli(event.atMillis()).atOffset(ZoneOffset.UTC),
                event.payloadType(),
                emptyAsNull(event.revision()),
                event.payload().array(),
                json(event.metadata()));
    }

    private static @Nullable String emptyAsNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static byte[] json(SortedMap<String, String> metadata) {
        return JSON.writeValueAsBytes(metadata);
    }
}

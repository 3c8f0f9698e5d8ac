package io.cartulary.command.proof;

import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.springframework.jdbc.core.JdbcTemplate;

/// The events of an Axon Server as rows of the table that has them on PostgreSQL, so that a proof
/// asks for both in SQL. A shop on Axon Server leaves that table empty.
final class EventsAsRows implements AutoCloseable {

    private static final int BATCH = 1_000;
    private static final int LONGEST_WAIT = 30;

    private final AxonServerConnectionManager connections;
    private final JdbcTemplate database;

    /// Token of the last event that is a row.
    private long reached;

    EventsAsRows(String server, DataSource database) {
        this.database = new JdbcTemplate(database);
        this.connections =
                AxonServerConnectionManager.builder()
                        .axonServerConfiguration(
                                AxonServerConfiguration.builder()
                                        .servers(server)
                                        .componentName("proof")
                                        .build())
                        .routingServers(server)
                        .build();
        // An earlier proof on this shop may have been here.
        this.reached =
                this.database.queryForObject(
                                "select coalesce(max(global_index), 0) from domain_event_entry",
                                Long.class)
                        - 1;
    }

    /// Returns when all events that are there have a row.
    synchronized void catchUp() {
        var events = connections.getConnection().eventChannel();
        try {
            long last = events.getLastToken().get(LONGEST_WAIT, TimeUnit.SECONDS);
            if (last <= reached) {
                return;
            }
            try (var stream = events.openStream(reached, 2 * BATCH)) {
                while (reached < last) {
                    var batch = new ArrayList<EventWithToken>();
                    while (batch.size() < Math.min(BATCH, last - reached)) {
                        var next = stream.nextIfAvailable(LONGEST_WAIT, TimeUnit.SECONDS);
                        if (next == null) {
                            throw new AssertionError("Axon Server stopped sending its events");
                        }
                        batch.add(next);
                    }
                    insert(batch);
                    reached = batch.getLast().getToken();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("Axon Server does not answer", e);
        }
    }

    private void insert(List<EventWithToken> batch) {
        database.batchUpdate(
                """
                insert into domain_event_entry (global_index, aggregate_identifier, sequence_number, event_identifier,
                    time_stamp, payload_type, payload)
                values (?, ?, ?, ?, ?, ?, ?)\
                """,
                batch,
                batch.size(),
                (row, entry) -> {
                    var event = entry.getEvent();
                    row.setLong(1, entry.getToken() + 1);
                    row.setString(2, event.getAggregateIdentifier());
                    row.setLong(3, event.getAggregateSequenceNumber());
                    row.setString(4, event.getMessageIdentifier());
                    row.setObject(
                            5, Instant.ofEpochMilli(event.getTimestamp()).atOffset(ZoneOffset.UTC));
                    row.setString(6, event.getPayload().getType());
                    row.setBytes(7, event.getPayload().getData().toByteArray());
                });
    }

    @Override
    public void close() {
        connections.shutdown();
    }
}

package io.cartulary.command.processing;

import static java.util.stream.Collectors.toMap;

import io.cartulary.eventstore.parking.ParkingProcessor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.config.EventProcessingConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Events that a processor of this side could not handle, and those that wait behind them.
@Component
class ParkedEventService {

    private static final Logger log = LoggerFactory.getLogger(ParkedEventService.class);

    private static final String COLUMNS =
            """
            dead_letter_id as id, processing_group as processor, sequence_identifier as sequence, sequence_index,
            payload_type as event_type, event_identifier as event_id, aggregate_identifier as aggregate_id,
            enqueued_at::timestamptz as parked_at, last_touched::timestamptz as last_tried_at, cause_type, cause_message\
            """;

    private final JdbcClient database;
    private final ObjectProvider<EventProcessingConfiguration> processors;

    ParkedEventService(
            JdbcClient database, ObjectProvider<EventProcessingConfiguration> processors) {
        this.database = database;
        this.processors = processors;
    }

    /// @param sequence what is handled in order and therefore waits, for example an order
    /// @param sequenceIndex its place in that sequence; the lowest is the one at fault
    record ParkedEntry(
            String id,
            String processor,
            String sequence,
            long sequenceIndex,
            String eventType,
            String eventId,
            @Nullable String aggregateId,
            Instant parkedAt,
            @Nullable Instant lastTriedAt,
            @Nullable String causeType,
            @Nullable String causeMessage) {}

    private record Count(String processor, long events) {}

    /// The oldest first.
    List<ParkedEntry> list(int limit) {
        return database.sql(
                        "select "
                                + COLUMNS
                                + " from dead_letter_entry order by enqueued_at::timestamptz, processing_group,"
                                + " sequence_identifier, sequence_index limit ?")
                .param(limit)
                .query(ParkedEntry.class)
                .list();
    }

    Optional<ParkedEntry> find(String id) {
        return database.sql(
                        "select " + COLUMNS + " from dead_letter_entry where dead_letter_id = ?")
                .param(id)
                .query(ParkedEntry.class)
                .optional();
    }

    /// By processor; one without parked events is absent.
    Map<String, Long> counts() {
        return database
                .sql(
                        "select processing_group as processor, count(*) as events"
                                + " from dead_letter_entry group by processing_group")
                .query(Count.class)
                .list()
                .stream()
                .collect(toMap(Count::processor, Count::events));
    }

    /// Handles the event's whole sequence again, from its first event.
    ///
    /// @return whether all of it was handled
    boolean retry(ParkedEntry event) {
        return processors
                .getObject()
                .eventProcessor(event.processor(), ParkingProcessor.class)
                .map(processor -> processor.retry(event.sequence()))
                .orElse(false);
    }

    /// Gives an event up for good: its processor never handles it.
    void skip(ParkedEntry event) {
        log.warn("{} skips parked event {}", event.processor(), event.eventId());
        database.sql("delete from dead_letter_entry where dead_letter_id = ?")
                .param(event.id())
                .update();
    }
}

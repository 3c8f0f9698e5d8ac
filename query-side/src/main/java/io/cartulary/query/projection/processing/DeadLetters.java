package io.cartulary.query.projection.processing;

import static io.cartulary.query.projection.ReadModelDatabase.READ_MODELS;
import static java.util.stream.Collectors.toMap;

import io.cartulary.query.projection.Generation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Events that a projection could not handle, and the later ones of the same sequence that wait
/// behind them.
@Component
public class DeadLetters {

    private static final String COLUMNS =
            """
            dead_letter_id as id, processing_group as processor, sequence_identifier as sequence, sequence_index,
            payload_type as event_type, event_identifier as event_id, aggregate_identifier as aggregate_id, enqueued_at::timestamptz as enqueued_at,
            last_touched::timestamptz as last_tried_at, cause_type, cause_message\
            """;

    private final JdbcClient database;
    private final LocalProcessors processors;

    DeadLetters(@Qualifier(READ_MODELS) JdbcClient database, LocalProcessors processors) {
        this.database = database;
        this.processors = processors;
    }

    /// @param sequence what is handled in order and therefore waits, for example an order
    /// @param sequenceIndex its place in that sequence; the lowest is the one at fault
    record DeadLetter(
            String id,
            String processor,
            String sequence,
            long sequenceIndex,
            String eventType,
            String eventId,
            @Nullable String aggregateId,
            Instant enqueuedAt,
            @Nullable Instant lastTriedAt,
            @Nullable String causeType,
            @Nullable String causeMessage) {}

    /// A place in the list.
    record After(Instant enqueuedAt, String processor, String sequence, long sequenceIndex) {}

    private record Count(String processor, long letters) {}

    /// The oldest first.
    ///
    /// @param after the last letter of the page before
    List<DeadLetter> list(@Nullable String processor, @Nullable After after, int limit) {
        var enqueuedAt = after == null ? null : after.enqueuedAt().toString();
        return database.sql(
                        "select "
                                + COLUMNS
                                + " from dead_letter_entry where (?::text is null or processing_group = ?)"
                                + " and (?::text is null or (enqueued_at::timestamptz, processing_group,"
                                + " sequence_identifier, sequence_index) > (?::timestamptz, ?, ?, ?))"
                                + " order by enqueued_at::timestamptz, processing_group, sequence_identifier, sequence_index"
                                + " limit ?")
                .params(
                        processor,
                        processor,
                        enqueuedAt,
                        enqueuedAt,
                        after == null ? null : after.processor(),
                        after == null ? null : after.sequence(),
                        after == null ? null : after.sequenceIndex(),
                        limit)
                .query(DeadLetter.class)
                .list();
    }

    Optional<DeadLetter> find(String id) {
        return database.sql(
                        "select " + COLUMNS + " from dead_letter_entry where dead_letter_id = ?")
                .param(id)
                .query(DeadLetter.class)
                .optional();
    }

    /// By processor; one without letters is absent.
    public Map<String, Long> counts() {
        return database
                .sql(
                        "select processing_group as processor, count(*) as letters"
                                + " from dead_letter_entry group by processing_group")
                .query(Count.class)
                .list()
                .stream()
                .collect(toMap(Count::processor, Count::letters));
    }

    public long count(Generation generation) {
        return counts().getOrDefault(generation.processor(), 0L);
    }

    /// Handles the letter's whole sequence again, from its first event.
    ///
    /// @return whether all of it was handled
    boolean retry(DeadLetter letter) {
        processors
                .find(letter.processor())
                .ifPresent(processor -> processor.retry(letter.sequence()));
        return find(letter.id()).isEmpty();
    }

    /// Gives an event up for good: its rows stay as they are.
    void evict(DeadLetter letter) {
        database.sql("delete from dead_letter_entry where dead_letter_id = ?")
                .param(letter.id())
                .update();
    }

    public void evictAll(Generation generation) {
        database.sql("delete from dead_letter_entry where processing_group = ?")
                .param(generation.processor())
                .update();
    }
}

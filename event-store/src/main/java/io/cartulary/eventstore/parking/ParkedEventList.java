package io.cartulary.eventstore.parking;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What staff see of the events that the processors of one database could not handle, and of those
/// that wait behind them.
public final class ParkedEventList {

    private static final String PARKED =
            """
            select dead_letter_id as id, ? || '/' || dead_letter_id as location, processing_group as processor,
                   sequence_identifier as sequence, sequence_index, payload_type as event_type,
                   event_identifier as event_id, aggregate_identifier as aggregate_id,
                   enqueued_at::timestamptz as parked_at, last_touched::timestamptz as last_tried_at, cause_type,
                   cause_message, null as decided_by, null::timestamptz as decided_at, null as reason
            from dead_letter_entry\
            """;

    private static final String SKIPPED =
            """
            select id, ? || '/' || id as location, processor, sequence, sequence_index, event_type, event_id, aggregate_id,
                   parked_at, last_tried_at, cause_type, cause_message, skipped_by as decided_by, skipped_at as decided_at,
                   skip_reason as reason
            from skipped_event\
            """;

    private static final String CORRECTED =
            """
            select id, ? || '/' || id as location, processor, sequence, sequence_index, event_type, event_id, aggregate_id,
                   parked_at, last_tried_at, cause_type, cause_message, corrected_by as decided_by,
                   corrected_at as decided_at, reason
            from corrected_event\
            """;

    private final JdbcClient database;
    private final String path;

    /// @param path under which these events are retried and skipped
    public ParkedEventList(JdbcClient database, String path) {
        this.database = database;
        this.path = path;
    }

    public enum State {
        /// Waits for a retry, or to be skipped.
        PARKED,
        /// Given up for good.
        SKIPPED,
        /// Handled with a payload that staff gave.
        CORRECTED
    }

    /// @param location it is retried at this path and `/retry`, and skipped at it and `/skip`
    /// @param sequence what is handled in order and therefore waits, for example an order
    /// @param sequenceIndex its place in that sequence; the lowest is the one at fault
    /// @param causeType absent if it waits behind another one
    public record ParkedEvent(
            String id,
            String location,
            String processor,
            String sequence,
            long sequenceIndex,
            String eventType,
            String eventId,
            @Nullable String aggregateId,
            Instant parkedAt,
            @Nullable Instant lastTriedAt,
            @Nullable String causeType,
            @Nullable String causeMessage,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String reason) {

        public Place place() {
            return new Place(parkedAt, processor, sequence, sequenceIndex);
        }
    }

    /// A place in the list, which has the oldest first.
    public record Place(Instant parkedAt, String processor, String sequence, long sequenceIndex)
            implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::parkedAt)
                        .thenComparing(Place::processor)
                        .thenComparing(Place::sequence)
                        .thenComparing(Place::sequenceIndex);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private record Count(String processor, long events) {}

    /// @param processor absent for those of all
    /// @param after the last event of the page before
    public List<ParkedEvent> list(
            State state, @Nullable String processor, @Nullable Place after, int limit) {
        var parkedAt = after == null ? null : after.parkedAt().toString();
        return database.sql(
                        """
                        select * from (%s) event
                        where (?::text is null or processor = ?)
                          and (?::text is null or (parked_at, processor collate "C", sequence collate "C", sequence_index)
                                  > (?::timestamptz, ?, ?, ?))
                        order by parked_at, processor collate "C", sequence collate "C", sequence_index limit ?\
                        """
                                .formatted(
                                        switch (state) {
                                            case PARKED -> PARKED;
                                            case SKIPPED -> SKIPPED;
                                            case CORRECTED -> CORRECTED;
                                        }))
                .params(
                        path,
                        processor,
                        processor,
                        parkedAt,
                        parkedAt,
                        after == null ? null : after.processor(),
                        after == null ? null : after.sequence(),
                        after == null ? null : after.sequenceIndex(),
                        limit)
                .query(ParkedEvent.class)
                .list();
    }

    public Optional<ParkedEvent> find(String id) {
        return database.sql(PARKED + " where dead_letter_id = ?")
                .params(path, id)
                .query(ParkedEvent.class)
                .optional();
    }

    /// The same event in other generations of the same projection.
    public List<ParkedEvent> inOtherGenerations(ParkedEvent event) {
        return database.sql(
                        PARKED
                                + " where event_identifier = ? and processing_group <> ?"
                                + " and split_part(processing_group, '@', 1) = split_part(?, '@', 1)")
                .params(path, event.eventId(), event.processor(), event.processor())
                .query(ParkedEvent.class)
                .list();
    }

    /// By processor; one without parked events is absent.
    public Map<String, Long> counts() {
        return database
                .sql(
                        "select processing_group as processor, count(*) as events"
                                + " from dead_letter_entry group by processing_group")
                .query(Count.class)
                .list()
                .stream()
                .collect(toMap(Count::processor, Count::events));
    }

    /// Which of these objects, or sequences, have events that wait.
    public Set<String> waiting(String processor, Collection<String> objects) {
        var among = objects.toArray(String[]::new);
        return Set.copyOf(
                database
                        .sql(
                                """
                                select unnest(array[aggregate_identifier, sequence_identifier]) from dead_letter_entry
                                where processing_group = ? and (aggregate_identifier = any(?) or sequence_identifier = any(?))\
                                """)
                        .params(processor, among, among)
                        .query(String.class)
                        .list()
                        .stream()
                        .filter(Objects::nonNull)
                        .toList());
    }

    /// Identifiers of the events that were given up for good.
    public Set<String> skipped(String processor) {
        return Set.copyOf(
                database.sql("select event_id from skipped_event where processor = ?")
                        .param(processor)
                        .query(String.class)
                        .list());
    }

    /// Gives an event up for good: its processor never handles it. Who did it and why is kept.
    ///
    /// @return whether it was still parked
    public boolean skip(String id, String staff, String reason) {
        return database.sql(
                                """
                                with skipped as (delete from dead_letter_entry where dead_letter_id = ? returning *)
                                insert into skipped_event (id, processor, sequence, sequence_index, event_type, event_id,
                                    aggregate_id, parked_at, last_tried_at, cause_type, cause_message, skipped_by, skip_reason)
                                select dead_letter_id, processing_group, sequence_identifier, sequence_index, payload_type,
                                    event_identifier, aggregate_identifier, enqueued_at::timestamptz, last_touched::timestamptz,
                                    cause_type, cause_message, ?, ? from skipped\
                                """)
                        .params(id, staff, reason)
                        .update()
                == 1;
    }

    /// Of a processor that is no more.
    public void forget(String processor) {
        database.sql("delete from dead_letter_entry where processing_group = ?")
                .param(processor)
                .update();
    }
}

package io.cartulary.query.projection.processing;

import static io.cartulary.query.projection.ReadModelDatabase.READ_MODELS;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.cartulary.query.projection.Generation;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How far each processor has come, over all nodes.
@Component
public class Positions {

    /// A position is stored as JSON; a processor that has not begun has none.
    private static final String POSITION =
            "coalesce((convert_from(token, 'UTF8')::jsonb ->> 'globalIndex')::bigint, -1)";

    private final JdbcClient database;

    Positions(@Qualifier(READ_MODELS) JdbcClient database) {
        this.database = database;
    }

    /// Everything up to `lowest` was handled by all segments, nothing above `highest` by any.
    public record Range(String processor, long lowest, long highest) {}

    private record SegmentPosition(int segment, long position) {}

    /// By processor; one that has no segments yet is absent.
    public Map<String, Range> all() {
        return database
                .sql(
                        """
                        select processor_name as processor, min(%1$s) as lowest, max(%1$s) as highest
                        from token_entry group by processor_name\
                        """
                                .formatted(POSITION))
                .query(Range.class)
                .list()
                .stream()
                .collect(toMap(Range::processor, Function.identity()));
    }

    public Range of(Generation generation) {
        return database.sql(
                        """
                        select ? as processor, coalesce(min(%1$s), -1) as lowest, coalesce(max(%1$s), -1) as highest
                        from token_entry where processor_name = ?\
                        """
                                .formatted(POSITION))
                .params(generation.processor(), generation.processor())
                .query(Range.class)
                .single();
    }

    /// The last event that any segment of them has handled.
    public long furthest(Generation... generations) {
        return Stream.of(generations).mapToLong(each -> of(each).highest()).max().orElse(-1);
    }

    /// Whether every segment of them has handled everything up to that event, and nothing after it.
    public boolean areAt(long position, Generation... generations) {
        return Stream.of(generations)
                .map(this::of)
                .allMatch(range -> range.lowest() == position && range.highest() == position);
    }

    /// In words.
    public String standing(Generation... generations) {
        return Stream.of(generations)
                .map(this::of)
                .map(range ->
                        "%s stands between %d and %d"
                                .formatted(range.processor(), range.lowest(), range.highest()))
                .collect(joining(", "));
    }

    /// Keeps every node from moving the processors on until the transaction ends.
    public void hold(Generation... generations) {
        for (var generation : generations) {
            database.sql("select segment from token_entry where processor_name = ? for update")
                    .param(generation.processor())
                    .query(Integer.class)
                    .list();
        }
    }

    public void forget(Generation generation) {
        database.sql("delete from token_entry where processor_name = ?")
                .param(generation.processor())
                .update();
    }

    /// Everything up to this index was handled by all segments. What this node does itself is known
    /// at once, what others do as soon as they have stored it.
    public long handledBy(String processor, StreamingEventProcessor here) {
        var local = here.processingStatus();
        var share = 0.0;
        var lowest = Long.MAX_VALUE;
        for (var status : local.values()) {
            share += 1.0 / (status.getSegment().getMask() + 1);
            lowest = Math.min(lowest, positionOf(status));
        }
        if (share == 1.0) {
            return lowest;
        }
        var stored =
                database.sql(
                                "select segment, "
                                        + POSITION
                                        + " as position from token_entry where processor_name = ?")
                        .param(processor)
                        .query(SegmentPosition.class)
                        .list();
        if (stored.isEmpty()) {
            return -1;
        }
        return stored.stream()
                .mapToLong(segment -> {
                    var status = local.get(segment.segment());
                    return status == null
                            ? segment.position()
                            : Math.max(segment.position(), positionOf(status));
                })
                .min()
                .orElse(-1);
    }

    private static long positionOf(EventTrackerStatus status) {
        return status.getCurrentPosition().orElse(-1);
    }
}

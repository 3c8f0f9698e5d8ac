package io.cartulary.eventstore.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.eventstore.storage.ForeignWriterDetector;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;

class AggregateCacheTest {

    private static final int OFTEN = 5;
    private static final int NEW = 10_000;

    private final AggregateCache cache =
            new AggregateCache(
                    EmbeddedEventStore.builder()
                            .storageEngine(new InMemoryEventStorageEngine())
                            .build(),
                    new ForeignWriterDetector());

    @Test
    void keeps_what_was_used_last_however_often_others_were_used() {
        IntStream.range(0, AggregateCache.AGGREGATES).forEach(old -> cache.put("old-" + old, old));
        for (var times = 0; times < OFTEN; times++) {
            IntStream.range(0, AggregateCache.AGGREGATES).forEach(old -> cache.get("old-" + old));
        }

        IntStream.range(0, NEW).forEach(order -> cache.put("new-" + order, order));

        assertThat(IntStream.range(0, NEW)).allMatch(order -> cache.containsKey("new-" + order));
        assertThat(cache.containsKey("old-" + (NEW - 1))).isFalse();
        assertThat(cache.containsKey("old-" + NEW)).isTrue();
    }
}

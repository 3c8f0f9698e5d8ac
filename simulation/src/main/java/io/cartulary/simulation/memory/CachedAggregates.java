package io.cartulary.simulation.memory;

import io.cartulary.simulation.world.Violation;
import java.util.List;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.serialization.Serializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is remembered of aggregates, checked.
public final class CachedAggregates {

    private CachedAggregates() {}

    /// Every aggregate in the cache is what its events make of it, with its snapshot and without.
    public static void compareWithEvents(
            Remembered cache,
            EventsInMemory events,
            Handlers handlers,
            Serializer serializer,
            JsonMapper json) {
        for (var entry : List.copyOf(cache.entries().entrySet())) {
            if (entry.getValue() instanceof AggregateCacheEntry<?> cached) {
                var live = cached.recreateAggregate(null, null, null);
                var id = live.identifierAsString();
                var expected = state(serializer, json, live.getAggregateRoot());
                for (var withSnapshot : List.of(true, false)) {
                    if (!withSnapshot) {
                        events.forgetSnapshot(id);
                    }
                    var again = handlers.load(live.rootType(), id);
                    Violation.unless(
                            expected.equals(state(serializer, json, again)),
                            "an aggregate is what its events make of it",
                            id,
                            withSnapshot ? " from its snapshot: " : ": ",
                            expected,
                            " but ",
                            state(serializer, json, again));
                }
            }
        }
    }

    private static JsonNode state(Serializer serializer, JsonMapper json, Object aggregate) {
        return json.readTree(serializer.serialize(aggregate, String.class).getData());
    }
}

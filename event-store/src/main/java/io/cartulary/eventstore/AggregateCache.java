package io.cartulary.eventstore;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/// Axon's cache of aggregates on Caffeine. Where other processes write too, an aggregate is handed
/// out only after it has seen what was stored since. A unit of work that rolls back takes its
/// aggregates out.
final class AggregateCache implements Cache {

    private static final int AGGREGATES = 100_000;

    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> cache =
            Caffeine.newBuilder().maximumSize(AGGREGATES).build();

    private final @Nullable EventStore events;

    /// @param events where to catch up; absent in the only process that writes
    AggregateCache(@Nullable EventStore events) {
        this.events = events;
    }

    /// Asked by a repository only, which holds the aggregate's lock.
    @Override
    @SuppressWarnings("unchecked")
    public <K, V> V get(K key) {
        var present = cache.getIfPresent(key);
        if (events != null && present instanceof AggregateCacheEntry<?> entry) {
            try {
                // An entry of this process holds the aggregate itself and needs nothing to make it.
                catchUp(entry.recreateAggregate(null, null, null), events);
            } catch (RuntimeException e) {
                cache.invalidate(key);
                throw e;
            }
        }
        return (V) present;
    }

    private static void catchUp(EventSourcedAggregate<?> aggregate, EventStore events) {
        var missed = events.readEvents(aggregate.identifierAsString(), aggregate.version() + 1);
        if (missed.hasNext()) {
            aggregate.initializeState(missed);
        }
    }

    @Override
    public void put(Object key, Object value) {
        cache.put(key, value);
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return cache.asMap().putIfAbsent(key, value) == null;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T computeIfAbsent(Object key, Supplier<T> value) {
        return (T) cache.get(key, _ -> value.get());
    }

    @Override
    public boolean remove(Object key) {
        return cache.asMap().remove(key) != null;
    }

    @Override
    public void removeAll() {
        cache.invalidateAll();
    }

    @Override
    public boolean containsKey(Object key) {
        return cache.asMap().containsKey(key);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
        cache.asMap().computeIfPresent(key, (_, value) -> update.apply((V) value));
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        return () -> true; // nothing of ours listens
    }
}

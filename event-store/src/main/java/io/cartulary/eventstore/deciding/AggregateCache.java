package io.cartulary.eventstore.deciding;

import io.cartulary.eventstore.storage.ForeignWriterDetector;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.eventstore.EventStore;

/// Axon's cache of aggregates: those that were used last. Other processes write too, so an
/// aggregate is handed out only after it has seen what was stored since. A unit of work that rolls
/// back takes its aggregates out.
public final class AggregateCache implements Cache {

    static final int AGGREGATES = 100_000;

    /// What was used longest ago goes first. Carts and orders are used a few times and never again:
    /// a cache that goes by how often, as Caffeine does, keeps those of yesterday once it is full,
    /// and each command of today reads its aggregate from the store.
    private final Map<Object, Object> cache =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
                            return size() > AGGREGATES;
                        }
                    });

    private final EventStore events;
    private final ForeignWriterDetector others;

    public AggregateCache(EventStore events, ForeignWriterDetector others) {
        this.events = events;
        this.others = others;
    }

    /// Asked by a repository only, which holds the aggregate's lock.
    @Override
    @SuppressWarnings("unchecked")
    public <K, V> V get(K key) {
        var present = cache.get(key);
        if (present instanceof AggregateCacheEntry<?> entry) {
            var aggregate = aggregateIn(entry);
            if (StalenessCheck.CURRENT.isBound() && !others.areExpected()) {
                StalenessCheck.CURRENT.get().put(aggregate);
            } else {
                catchUp(key, aggregate);
            }
        }
        return (V) present;
    }

    /// @return whether it had missed anything
    boolean catchUp(EventSourcedAggregate<?> aggregate) {
        return catchUp(aggregate.identifierAsString(), aggregate);
    }

    private boolean catchUp(Object key, EventSourcedAggregate<?> aggregate) {
        try {
            var missed = events.readEvents(aggregate.identifierAsString(), aggregate.version() + 1);
            if (!missed.hasNext()) {
                return false;
            }
            others.noticed();
            aggregate.initializeState(missed);
            return true;
        } catch (RuntimeException e) {
            cache.remove(key);
            throw e;
        }
    }

    /// An entry of this process holds the aggregate itself and needs nothing to make it.
    private static EventSourcedAggregate<?> aggregateIn(AggregateCacheEntry<?> entry) {
        return entry.recreateAggregate(null, null, null);
    }

    @Override
    public void put(Object key, Object value) {
        cache.put(key, value);
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return cache.putIfAbsent(key, value) == null;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T computeIfAbsent(Object key, Supplier<T> value) {
        return (T) cache.computeIfAbsent(key, _ -> value.get());
    }

    @Override
    public boolean remove(Object key) {
        return cache.remove(key) != null;
    }

    @Override
    public void removeAll() {
        cache.clear();
    }

    @Override
    public boolean containsKey(Object key) {
        return cache.containsKey(key);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
        cache.computeIfPresent(key, (_, value) -> update.apply((V) value));
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        return () -> true; // nothing of ours listens
    }
}

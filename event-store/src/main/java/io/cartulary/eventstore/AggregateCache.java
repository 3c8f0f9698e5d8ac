package io.cartulary.eventstore;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.eventstore.EventStore;

/// Axon's cache of aggregates on Caffeine. Other processes write too, so an aggregate is handed out
/// only after it has seen what was stored since. A unit of work that rolls back takes its
/// aggregates out.
final class AggregateCache implements Cache {

    private static final int AGGREGATES = 100_000;

    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> cache =
            Caffeine.newBuilder().maximumSize(AGGREGATES).build();

    /// For so long after another process wrote, aggregates are brought up to date before they
    /// decide.
    private static final Duration NOT_ALONE = Duration.ofMinutes(1);

    private final EventStore events;
    private volatile long othersWroteAt = System.nanoTime() - NOT_ALONE.toNanos();

    AggregateCache(EventStore events) {
        this.events = events;
    }

    /// Asked by a repository only, which holds the aggregate's lock.
    @Override
    @SuppressWarnings("unchecked")
    public <K, V> V get(K key) {
        var present = cache.getIfPresent(key);
        if (present instanceof AggregateCacheEntry<?> entry) {
            var aggregate = aggregateIn(entry);
            if (Trust.CURRENT.isBound() && isAlone()) {
                Trust.CURRENT.get().put(aggregate);
            } else {
                catchUp(key, aggregate);
            }
        }
        return (V) present;
    }

    /// A command that was decided on [Trust] met another process's event, or may have.
    void othersWrote() {
        othersWroteAt = System.nanoTime();
    }

    private boolean isAlone() {
        return System.nanoTime() - othersWroteAt >= NOT_ALONE.toNanos();
    }

    private void catchUp(Object key, EventSourcedAggregate<?> aggregate) {
        try {
            var missed = events.readEvents(aggregate.identifierAsString(), aggregate.version() + 1);
            if (missed.hasNext()) {
                othersWrote();
                aggregate.initializeState(missed);
            }
        } catch (RuntimeException e) {
            cache.invalidate(key);
            throw e;
        }
    }

    /// An entry of this process holds the aggregate itself and needs nothing to make it.
    private static EventSourcedAggregate<?> aggregateIn(AggregateCacheEntry<?> entry) {
        return entry.recreateAggregate(null, null, null);
    }

    @Override
    public void put(Object key, Object value) {
        if (Trust.CURRENT.isBound() && value instanceof AggregateCacheEntry<?> entry) {
            Trust.CURRENT.get().saved(aggregateIn(entry));
        }
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

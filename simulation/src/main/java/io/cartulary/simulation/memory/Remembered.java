package io.cartulary.simulation.memory;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;

/// Aggregates in memory, some of which are forgotten just when they are wanted.
@SuppressWarnings("unchecked")
public final class Remembered implements Cache {

    private final BooleanSupplier forgets;
    private final Map<Object, Object> entries = new HashMap<>();

    public Remembered(BooleanSupplier forgets) {
        this.forgets = forgets;
    }

    public Map<Object, Object> entries() {
        return entries;
    }

    @Override
    public <K, V> V get(K key) {
        if (forgets.getAsBoolean()) {
            entries.remove(key);
        }
        return (V) entries.get(key);
    }

    @Override
    public void put(Object key, Object value) {
        entries.put(key, value);
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return entries.putIfAbsent(key, value) == null;
    }

    @Override
    public boolean remove(Object key) {
        return entries.remove(key) != null;
    }

    @Override
    public void removeAll() {
        entries.clear();
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.containsKey(key);
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        return () -> true;
    }

    @Override
    public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
        entries.computeIfPresent(key, (_, value) -> update.apply((V) value));
    }
}

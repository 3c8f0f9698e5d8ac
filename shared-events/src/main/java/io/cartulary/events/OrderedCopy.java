package io.cartulary.events;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Copies that cannot be changed and keep the order they were given in. `Map.copyOf` and
/// `Set.copyOf` have another order in each process, and what is made of an event must be the same
/// in each.
public final class OrderedCopy {

    private OrderedCopy() {}

    public static <K, V> Map<K, V> of(Map<K, V> map) {
        var copy = new LinkedHashMap<K, V>();
        map.forEach((key, value) ->
                copy.put(Objects.requireNonNull(key), Objects.requireNonNull(value)));
        return Collections.unmodifiableMap(copy);
    }

    public static <T> Set<T> of(Set<T> set) {
        var copy = new LinkedHashSet<T>();
        set.forEach(element -> copy.add(Objects.requireNonNull(element)));
        return Collections.unmodifiableSet(copy);
    }
}

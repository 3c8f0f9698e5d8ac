package io.cartulary.query.catalog;

import io.cartulary.events.catalog.Variant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a shopper chooses a variant by, for example its size.
///
/// @param values in the order of the variants that have them
record ProductOption(String name, List<String> values) {

    /// Names and values stand as they first appear among the variants.
    static List<ProductOption> of(List<Variant> variants) {
        var values = new LinkedHashMap<String, Set<String>>();
        for (var variant : variants) {
            variant.options()
                    .forEach((name, value) ->
                            values.computeIfAbsent(name, _ -> new LinkedHashSet<>()).add(value));
        }
        return values.entrySet().stream()
                .map(option -> new ProductOption(option.getKey(), List.copyOf(option.getValue())))
                .toList();
    }
}

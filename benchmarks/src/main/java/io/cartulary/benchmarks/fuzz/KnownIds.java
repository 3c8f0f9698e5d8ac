package io.cartulary.benchmarks.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Ids that answers named, by the name of the parameter that takes them. The last few of each are
/// kept, so that requests meet objects that exist.
final class KnownIds {

    private static final int KEPT = 40;

    /// Names of members whose value a parameter of another name takes, too.
    private static final Map<String, String> ALSO =
            Map.of("productId", "idOrSlug", "slug", "idOrSlug", "cartId", "customerId");

    private static final Set<String> OTHERS = Set.of("code", "name", "generation", "destination");

    private final Map<String, List<String>> byName = new HashMap<>();

    /// Remembers every id in an answer.
    void learn(JsonNode answer) {
        for (var member : answer.properties()) {
            var value = member.getValue();
            if (value.isString() && isId(member.getKey())) {
                add(member.getKey(), value.asString());
            } else if (value.isContainer()) {
                learn(value);
            }
        }
        if (answer.isArray()) {
            answer.forEach(this::learn);
        }
    }

    private static boolean isId(String member) {
        return member.endsWith("Id")
                || member.equals("sku")
                || OTHERS.contains(member)
                || ALSO.containsKey(member);
    }

    void add(String name, String id) {
        var known = byName.computeIfAbsent(name, _ -> new ArrayList<>());
        if (!known.contains(id)) {
            if (known.size() == KEPT) {
                known.removeFirst();
            }
            known.add(id);
        }
        var also = ALSO.get(name);
        if (also != null) {
            add(also, id);
        }
    }

    /// One that such a parameter takes; absent while none was seen.
    @Nullable String of(String name, RandomGenerator random) {
        var known = byName.getOrDefault(name, List.of());
        return known.isEmpty() ? null : known.get(random.nextInt(known.size()));
    }

    /// One of any kind, which rarely fits.
    String any(RandomGenerator random) {
        var names = byName.keySet().stream().sorted().toList();
        var id = names.isEmpty() ? null : of(names.get(random.nextInt(names.size())), random);
        return id == null ? "order-0198c3a0-0000-7000-8000-000000000000" : id;
    }
}

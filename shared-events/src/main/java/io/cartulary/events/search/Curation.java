package io.cartulary.events.search;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.catalog.ProductId;
import java.util.HashSet;
import java.util.List;

/// What searches for certain texts show first and what they never show.
///
/// @param queries the texts; a search is for one of them when it has nothing else
/// @param pinned products in the order in which they come first, whatever their words
public record Curation(List<SearchedText> queries, List<ProductId> pinned, List<ProductId> hidden) {

    public static final int MOST_QUERIES = 20;
    public static final int MOST_PINNED = 20;
    public static final int MOST_HIDDEN = 100;

    public Curation {
        queries = List.copyOf(queries);
        pinned = List.copyOf(pinned);
        hidden = List.copyOf(hidden);
        if (queries.isEmpty()) {
            throw new InvalidValue("queries", "must have a text");
        }
        check("queries", queries, MOST_QUERIES);
        check("pinned", pinned, MOST_PINNED);
        check("hidden", hidden, MOST_HIDDEN);
        if (pinned.isEmpty() && hidden.isEmpty()) {
            throw new InvalidValue("pinned", "or hidden must name a product");
        }
        if (pinned.stream().anyMatch(hidden::contains)) {
            throw new InvalidValue("hidden", "must name no product that is pinned");
        }
    }

    private static void check(String field, List<?> values, int most) {
        if (values.size() > most || new HashSet<>(values).size() < values.size()) {
            throw new InvalidValue(field, "must have at most %d values, each once".formatted(most));
        }
    }
}

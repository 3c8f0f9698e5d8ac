package io.cartulary.events.search;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.Whole;

/// By how many percent a hit rises at most, beside what its words are worth.
///
/// @param sales for being bought often lately
/// @param stock for being in stock
/// @param recency for having come to the shop just now
public record SearchWeights(
        @Whole(min = 0, max = SearchWeights.MOST) int sales,
        @Whole(min = 0, max = SearchWeights.MOST) int stock,
        @Whole(min = 0, max = SearchWeights.MOST) int recency) {

    public static final int MOST = 500;

    /// Words alone count.
    public static final SearchWeights NONE = new SearchWeights(0, 0, 0);

    public SearchWeights {
        check("sales", sales);
        check("stock", stock);
        check("recency", recency);
    }

    private static void check(String field, int weight) {
        if (weight < 0 || weight > MOST) {
            throw new InvalidValue(field, "must be 0 to %d percent".formatted(MOST));
        }
    }
}

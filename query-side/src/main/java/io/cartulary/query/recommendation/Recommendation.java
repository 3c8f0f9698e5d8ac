package io.cartulary.query.recommendation;

import org.jspecify.annotations.Nullable;

/// A product that others wanted.
///
/// @param score sales and views, worth half after three days; a view of this moment is 1
public record Recommendation(
        String productId,
        String slug,
        String name,
        @Nullable String image,
        double score,
        Reason reason) {

    /// What contributed most.
    public enum Reason {
        BOUGHT_OFTEN,
        VIEWED_OFTEN
    }
}

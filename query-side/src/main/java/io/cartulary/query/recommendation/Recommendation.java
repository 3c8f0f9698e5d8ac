package io.cartulary.query.recommendation;

import io.cartulary.events.media.MediaId;
import org.jspecify.annotations.Nullable;

/// A product that others wanted.
///
/// @param score sales and views, worth half after three days; a view of this moment is 1
public record Recommendation(
        String productId,
        String slug,
        String name,
        @Nullable MediaId image,
        double score,
        Reason reason) {

    /// What contributed most.
    public enum Reason {
        BOUGHT_OFTEN,
        VIEWED_OFTEN
    }
}

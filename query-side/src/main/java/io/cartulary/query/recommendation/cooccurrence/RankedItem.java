package io.cartulary.query.recommendation.cooccurrence;

import org.jspecify.annotations.Nullable;

/// An item that is shown to somebody.
///
/// @param because the item of theirs from which most of the score comes; none for a popular one
public record RankedItem(String item, double score, Reason reason, @Nullable String because) {

    /// Which part of the score is the largest.
    public enum Reason {
        /// Others did something with `because` and then with this.
        TOGETHER,
        /// It has attributes of `because`.
        ALIKE,
        POPULAR
    }
}

package io.cartulary.query.review;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.review.ReviewId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A review as shoppers read it.
///
/// @param text absent once its author was erased, and so is `title`
/// @param authorName absent where the author wants none, and once their account was deleted
/// @param verifiedPurchase whether the author bought the product with a known order
/// @param helpful how many customers find it so
/// @param answer of the shop
/// @param editedAt when its text last changed, if it did
/// @param key its place in the list
public record PublishedReview(
        ReviewId reviewId,
        int rating,
        @Nullable String title,
        @Nullable String text,
        @Nullable String authorName,
        boolean verifiedPurchase,
        int helpful,
        @Nullable String answer,
        @Nullable Instant answeredAt,
        Instant writtenAt,
        @Nullable Instant editedAt,
        @JsonIgnore Key key) {

    /// @param by what the list is sorted by
    public record Key(long by, long position) {

        List<String> texts() {
            return List.of(Long.toString(by), Long.toString(position));
        }

        static Key of(List<String> texts) {
            return new Key(Long.parseLong(texts.getFirst()), Long.parseLong(texts.getLast()));
        }
    }
}

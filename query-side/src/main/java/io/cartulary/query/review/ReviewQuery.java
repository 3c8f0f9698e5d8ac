package io.cartulary.query.review;

import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.review.ReviewId;
import org.jspecify.annotations.Nullable;

/// Everything one can ask about reviews.
public sealed interface ReviewQuery {

    /// One review in any status.
    record FindReview(ReviewId reviewId) implements ReviewQuery {}

    /// Reviews that fit every given condition.
    ///
    /// @param after the last one of the page before
    record ListReviews(
            Conditions conditions, ReviewSort sort, PublishedReview.@Nullable Key after, int limit)
            implements ReviewQuery {}

    /// What a review must fit, each if it is given.
    ///
    /// @param reported whether customers asked staff to look at it since they last decided
    record Conditions(
            @Nullable ProductId productId,
            @Nullable CustomerId customerId,
            @Nullable ReviewStatus status,
            @Nullable Integer rating,
            @Nullable Boolean reported) {

        static Conditions publishedOf(ProductId product, @Nullable Integer rating) {
            return new Conditions(product, null, ReviewStatus.APPROVED, rating, null);
        }

        static Conditions writtenBy(CustomerId customer) {
            return new Conditions(null, customer, null, null, null);
        }
    }
}

package io.cartulary.command.review;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.Personal;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.review.ReviewEvent.ReportReason;
import io.cartulary.events.review.ReviewId;
import io.cartulary.events.review.ReviewText;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/// Everything one can ask of a review.
public sealed interface ReviewCommand {

    int MOST_STARS = 5;

    @TargetAggregateIdentifier
    ReviewId reviewId();

    /// @param orderId with which the customer bought the product, which was checked; absent when
    ///   they name none
    record WriteReview(
            CustomerId customerId,
            ProductId productId,
            @Nullable OrderId orderId,
            int rating,
            Personal<ReviewText> text)
            implements ReviewCommand {

        public WriteReview {
            checkRating(rating);
        }

        @Override
        public ReviewId reviewId() {
            return ReviewId.of(customerId, productId, orderId);
        }
    }

    /// To be sent for its author; of another customer's review it is refused.
    record EditReview(
            ReviewId reviewId, CustomerId customerId, int rating, Personal<ReviewText> text)
            implements ReviewCommand {

        public EditReview {
            checkRating(rating);
        }
    }

    /// To be sent for its author; of another customer's review it is refused.
    record DeleteReview(ReviewId reviewId, CustomerId customerId) implements ReviewCommand {}

    record FindReviewHelpful(ReviewId reviewId, CustomerId customerId) implements ReviewCommand {}

    record TakeHelpfulBack(ReviewId reviewId, CustomerId customerId) implements ReviewCommand {}

    record ReportReview(ReviewId reviewId, CustomerId customerId, ReportReason reason)
            implements ReviewCommand {}

    /// @param revision the text that staff read; refused once it is another
    record ApproveReview(ReviewId reviewId, int revision) implements ReviewCommand {}

    /// @param reason is shown to the author
    /// @param revision the text that staff read; refused once it is another
    record RejectReview(ReviewId reviewId, int revision, String reason) implements ReviewCommand {}

    record RemoveReview(ReviewId reviewId) implements ReviewCommand {}

    record AnswerReview(ReviewId reviewId, String answer) implements ReviewCommand {}

    record RemoveReviewAnswer(ReviewId reviewId) implements ReviewCommand {}

    private static void checkRating(int rating) {
        if (rating < 1 || rating > MOST_STARS) {
            throw new InvalidValue(
                    "rating", "must be 1 to %d, was %d".formatted(MOST_STARS, rating));
        }
    }
}

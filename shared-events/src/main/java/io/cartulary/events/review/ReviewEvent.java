package io.cartulary.events.review;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.Personal;
import io.cartulary.events.StoredAs;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import org.jspecify.annotations.Nullable;

/// Everything that can happen to a review. Its rating counts from a `ReviewApproved` to the next
/// `ReviewWithdrawn`, and at no other time: who counts ratings needs no other event.
public sealed interface ReviewEvent extends DomainEvent {

    ReviewId reviewId();

    @Override
    @JsonIgnore
    default String aggregateId() {
        return reviewId().value();
    }

    /// A customer rated a product. Source: `WriteReview`. `orderId` is the order with which they
    /// bought it, and was checked; `rating` is 1 to 5; `revision` grows with each text the review
    /// ever had; `text` is personal. What was there before, of a review that was deleted, is gone.
    @StoredAs(name = "review.ReviewWritten", revision = 1)
    record ReviewWritten(
            ReviewId reviewId,
            ProductId productId,
            CustomerId customerId,
            @Nullable OrderId orderId,
            int revision,
            int rating,
            Personal<ReviewText> text)
            implements ReviewEvent {}

    /// Its author changed it; it waits to be approved again. Source: `EditReview`. `text` is
    /// personal.
    @StoredAs(name = "review.ReviewEdited", revision = 1)
    record ReviewEdited(ReviewId reviewId, int revision, int rating, Personal<ReviewText> text)
            implements ReviewEvent {}

    /// Shoppers see it from now on, and its rating counts. It is `automatic` where the shop's
    /// settings approved it. Source: `ApproveReview`, `WriteReview`, `EditReview`.
    @StoredAs(name = "review.ReviewApproved", revision = 1)
    record ReviewApproved(ReviewId reviewId, ProductId productId, int rating, boolean automatic)
            implements ReviewEvent {}

    /// Shoppers no longer see it, and its rating no longer counts. Source: `EditReview`,
    /// `RejectReview`, `DeleteReview`, `RemoveReview`.
    @StoredAs(name = "review.ReviewWithdrawn", revision = 1)
    record ReviewWithdrawn(ReviewId reviewId, ProductId productId, int rating)
            implements ReviewEvent {}

    /// Staff decided that shoppers do not see it. Source: `RejectReview`. Its author reads
    /// `reason`.
    @StoredAs(name = "review.ReviewRejected", revision = 1)
    record ReviewRejected(ReviewId reviewId, String reason) implements ReviewEvent {}

    /// Its author took it back. Source: `DeleteReview`.
    @StoredAs(name = "review.ReviewDeleted", revision = 1)
    record ReviewDeleted(ReviewId reviewId) implements ReviewEvent {}

    /// Staff took it away. Source: `RemoveReview`.
    @StoredAs(name = "review.ReviewRemoved", revision = 1)
    record ReviewRemoved(ReviewId reviewId) implements ReviewEvent {}

    /// Another customer found it helpful. Source: `FindReviewHelpful`. `helpful` is the number of
    /// those who do, after the event.
    @StoredAs(name = "review.ReviewFoundHelpful", revision = 1)
    record ReviewFoundHelpful(ReviewId reviewId, CustomerId customerId, int helpful)
            implements ReviewEvent {}

    /// They took that back. Source: `TakeHelpfulBack`. `helpful` is the number of those who still
    /// find it helpful.
    @StoredAs(name = "review.HelpfulTakenBack", revision = 1)
    record HelpfulTakenBack(ReviewId reviewId, CustomerId customerId, int helpful)
            implements ReviewEvent {}

    /// Another customer asked staff to look at it. Source: `ReportReview`. `reports` is the number
    /// of reports since staff last decided on it.
    @StoredAs(name = "review.ReviewReported", revision = 1)
    record ReviewReported(
            ReviewId reviewId, CustomerId customerId, ReportReason reason, int reports)
            implements ReviewEvent {}

    /// Staff looked at the reports about it and left it as it is. Source: `ApproveReview`.
    @StoredAs(name = "review.ReportsDismissed", revision = 1)
    record ReportsDismissed(ReviewId reviewId) implements ReviewEvent {}

    /// The shop answered it in public. Source: `AnswerReview`.
    @StoredAs(name = "review.ReviewAnswered", revision = 1)
    record ReviewAnswered(ReviewId reviewId, String answer) implements ReviewEvent {}

    /// The shop took its answer back. Source: `RemoveReviewAnswer`.
    @StoredAs(name = "review.ReviewAnswerRemoved", revision = 1)
    record ReviewAnswerRemoved(ReviewId reviewId) implements ReviewEvent {}

    /// What is wrong with a review.
    enum ReportReason {
        SPAM,
        OFFENSIVE,
        OFF_TOPIC,
        PRIVATE_DATA,
        OTHER
    }
}

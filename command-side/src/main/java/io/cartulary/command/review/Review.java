package io.cartulary.command.review;

import static io.cartulary.command.review.ReviewRejection.*;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.command.review.ReviewCommand.*;
import io.cartulary.events.Personal;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.review.ReviewEvent.*;
import io.cartulary.events.review.ReviewId;
import io.cartulary.events.review.ReviewText;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// What one customer says about one product, and whether shoppers see it.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class Review {

    @AggregateIdentifier private @Nullable ReviewId reviewId;
    private @Nullable Status status;
    private CustomerId author;
    private ProductId productId;
    private @Nullable OrderId orderId;
    private int revision;
    private int rating;

    /// Absent once it was erased: what was cannot be stored again, in a snapshot neither.
    private @Nullable Personal<ReviewText> text;

    private @Nullable String rejectedFor;
    private @Nullable String answer;
    private Set<CustomerId> helpfulFor = new HashSet<>();
    private Set<CustomerId> reporters = new HashSet<>();

    /// Since staff last decided on it.
    private int reports;

    /// Whether staff once decided against it, so that only they approve it from then on.
    private boolean refusedOnce;

    private enum Status {
        PENDING,
        APPROVED,
        REJECTED,
        DELETED
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(WriteReview command, ReviewSettings settings) {
        if (status == null || status == Status.DELETED) {
            apply(
                    new ReviewWritten(
                            command.reviewId(),
                            command.productId(),
                            command.customerId(),
                            command.orderId(),
                            revision + 1,
                            command.rating(),
                            command.text()));
            approveAutomatically(settings);
        } else if (!says(command.rating(), command.text())) {
            throw new CommandRejected(REVIEW_EXISTS);
        }
    }

    @CommandHandler
    void decide(EditReview command, ReviewSettings settings) {
        requireAuthor(command.customerId());
        if (!says(command.rating(), command.text())) {
            withdraw();
            apply(new ReviewEdited(reviewId, revision + 1, command.rating(), command.text()));
            approveAutomatically(settings);
        }
    }

    @CommandHandler
    void decide(DeleteReview command) {
        if (!command.customerId().equals(author)) {
            throw new CommandRejected(REVIEW_UNKNOWN);
        }
        if (status != Status.DELETED) {
            withdraw();
            apply(new ReviewDeleted(reviewId));
        }
    }

    @CommandHandler
    void decide(FindReviewHelpful command) {
        requireReader(command.customerId());
        if (!helpfulFor.contains(command.customerId())) {
            apply(new ReviewFoundHelpful(reviewId, command.customerId(), helpfulFor.size() + 1));
        }
    }

    @CommandHandler
    void decide(TakeHelpfulBack command) {
        requireReader(command.customerId());
        if (helpfulFor.contains(command.customerId())) {
            apply(new HelpfulTakenBack(reviewId, command.customerId(), helpfulFor.size() - 1));
        }
    }

    @CommandHandler
    void decide(ReportReview command) {
        requireReader(command.customerId());
        if (!reporters.contains(command.customerId())) {
            apply(
                    new ReviewReported(
                            reviewId, command.customerId(), command.reason(), reports + 1));
        }
    }

    @CommandHandler
    void decide(ApproveReview command) {
        requireText(command.revision());
        if (status != Status.APPROVED) {
            apply(new ReviewApproved(reviewId, productId, rating, false));
        } else if (reports > 0) {
            apply(new ReportsDismissed(reviewId));
        }
    }

    @CommandHandler
    void decide(RejectReview command) {
        requireText(command.revision());
        if (status != Status.REJECTED || !command.reason().equals(rejectedFor)) {
            withdraw();
            apply(new ReviewRejected(reviewId, command.reason()));
        }
    }

    @CommandHandler
    void decide(RemoveReview command) {
        if (status != Status.DELETED) {
            withdraw();
            apply(new ReviewRemoved(reviewId));
        }
    }

    @CommandHandler
    void decide(AnswerReview command) {
        requirePresent();
        if (!command.answer().equals(answer)) {
            apply(new ReviewAnswered(reviewId, command.answer()));
        }
    }

    @CommandHandler
    void decide(RemoveReviewAnswer command) {
        requirePresent();
        if (answer != null) {
            apply(new ReviewAnswerRemoved(reviewId));
        }
    }

    private void approveAutomatically(ReviewSettings settings) {
        if (!refusedOnce && reports == 0 && settings.approve(rating, orderId != null)) {
            apply(new ReviewApproved(reviewId, productId, rating, true));
        }
    }

    private void withdraw() {
        if (status == Status.APPROVED) {
            apply(new ReviewWithdrawn(reviewId, productId, rating));
        }
    }

    private boolean says(int stars, Personal<ReviewText> words) {
        return stars == rating && words.equals(text);
    }

    private void requirePresent() {
        if (status == Status.DELETED) {
            throw new CommandRejected(REVIEW_UNKNOWN);
        }
    }

    private void requireAuthor(CustomerId customer) {
        requirePresent();
        if (!customer.equals(author)) {
            throw new CommandRejected(REVIEW_UNKNOWN);
        }
    }

    private void requireReader(CustomerId customer) {
        if (status != Status.APPROVED) {
            throw new CommandRejected(REVIEW_UNKNOWN);
        }
        if (customer.equals(author)) {
            throw new CommandRejected(OWN_REVIEW);
        }
    }

    private void requireText(int read) {
        requirePresent();
        if (read != revision) {
            throw new CommandRejected(REVIEW_EDITED);
        }
    }

    @EventSourcingHandler
    void evolve(ReviewWritten event) {
        reviewId = event.reviewId();
        productId = event.productId();
        author = event.customerId();
        orderId = event.orderId();
        adopt(event.revision(), event.rating(), event.text());
    }

    @EventSourcingHandler
    void evolve(ReviewEdited event) {
        adopt(event.revision(), event.rating(), event.text());
    }

    private void adopt(int number, int stars, Personal<ReviewText> words) {
        status = Status.PENDING;
        revision = number;
        rating = stars;
        text = words.orNull() == null ? null : words;
    }

    @EventSourcingHandler
    void evolve(ReviewApproved event) {
        status = Status.APPROVED;
        reports = 0;
    }

    @EventSourcingHandler
    void evolve(ReviewWithdrawn event) {
        status = Status.PENDING;
    }

    @EventSourcingHandler
    void evolve(ReviewRejected event) {
        status = Status.REJECTED;
        rejectedFor = event.reason();
        refusedOnce = true;
        reports = 0;
    }

    @EventSourcingHandler
    void evolve(ReviewDeleted event) {
        forget();
    }

    @EventSourcingHandler
    void evolve(ReviewRemoved event) {
        forget();
        refusedOnce = true;
    }

    private void forget() {
        status = Status.DELETED;
        text = null;
        answer = null;
        helpfulFor.clear();
        reporters.clear();
        reports = 0;
    }

    @EventSourcingHandler
    void evolve(ReviewFoundHelpful event) {
        helpfulFor.add(event.customerId());
    }

    @EventSourcingHandler
    void evolve(HelpfulTakenBack event) {
        helpfulFor.remove(event.customerId());
    }

    @EventSourcingHandler
    void evolve(ReviewReported event) {
        reporters.add(event.customerId());
        reports = event.reports();
    }

    @EventSourcingHandler
    void evolve(ReportsDismissed event) {
        reports = 0;
    }

    @EventSourcingHandler
    void evolve(ReviewAnswered event) {
        answer = event.answer();
    }

    @EventSourcingHandler
    void evolve(ReviewAnswerRemoved event) {
        answer = null;
    }
}

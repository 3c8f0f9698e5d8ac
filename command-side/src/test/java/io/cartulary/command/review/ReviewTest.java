package io.cartulary.command.review;

import static io.cartulary.command.review.ReviewRejection.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.StateTable;
import io.cartulary.command.review.ReviewCommand.*;
import io.cartulary.events.Personal;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.review.ReviewEvent.*;
import io.cartulary.events.review.ReviewId;
import io.cartulary.events.review.ReviewText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReviewTest {

    private static final CustomerId ANNA = new CustomerId("customer-anna");
    private static final CustomerId BEN = new CustomerId("customer-ben");
    private static final CustomerId CARL = new CustomerId("customer-carl");
    private static final ProductId TONER = new ProductId("product-toner");
    private static final OrderId ORDER = new OrderId("order-1");
    private static final ReviewId REVIEW = ReviewId.of(ANNA, TONER, ORDER);
    private static final String REASON = "It is about the delivery.";

    private static final Personal<ReviewText> SOFT = text("Soft skin for months.");
    private static final Personal<ReviewText> DRY = text("Dry skin after a month.");

    private static final ReviewWritten WRITTEN =
            new ReviewWritten(REVIEW, TONER, ANNA, ORDER, 1, 5, SOFT);
    private static final ReviewEdited EDITED = new ReviewEdited(REVIEW, 2, 2, DRY);
    private static final ReviewApproved APPROVED = new ReviewApproved(REVIEW, TONER, 5, false);
    private static final ReviewWithdrawn WITHDRAWN = new ReviewWithdrawn(REVIEW, TONER, 5);
    private static final ReviewRejected REJECTED = new ReviewRejected(REVIEW, REASON);
    private static final ReviewDeleted DELETED = new ReviewDeleted(REVIEW);
    private static final ReviewFoundHelpful HELPFUL = new ReviewFoundHelpful(REVIEW, BEN, 1);
    private static final ReviewReported REPORTED =
            new ReviewReported(REVIEW, BEN, ReportReason.SPAM, 1);

    private static final ReviewSettings HELD_BACK = new ReviewSettings(null, false);
    private static final ReviewSettings FOUR_STARS = new ReviewSettings(4, false);

    private final FixtureConfiguration<Review> review = fixture(HELD_BACK);

    private static FixtureConfiguration<Review> fixture(ReviewSettings settings) {
        return new AggregateTestFixture<>(Review.class).registerInjectableResource(settings);
    }

    @Nested
    class Writing {
        @Test
        void waits_for_staff() {
            review.givenNoPriorActivity().when(write(5, SOFT)).expectEvents(WRITTEN);
        }

        @Test
        void another_one_for_the_same_order_is_refused() {
            review.given(WRITTEN)
                    .when(write(1, DRY))
                    .expectNoEvents()
                    .expectExceptionDetails(REVIEW_EXISTS);
        }

        @Test
        void after_it_was_deleted_begins_again_with_another_revision() {
            review.given(WRITTEN, APPROVED, HELPFUL, WITHDRAWN, DELETED)
                    .when(write(5, SOFT))
                    .expectEvents(new ReviewWritten(REVIEW, TONER, ANNA, ORDER, 2, 5, SOFT));
        }

        @Test
        void is_of_one_identity_for_each_customer_product_and_order() {
            assertThat(ReviewId.of(ANNA, TONER, ORDER)).isEqualTo(REVIEW);
            assertThat(
                            Set.of(
                                    REVIEW,
                                    ReviewId.of(BEN, TONER, ORDER),
                                    ReviewId.of(ANNA, new ProductId("product-2"), ORDER),
                                    ReviewId.of(ANNA, TONER, new OrderId("order-2")),
                                    ReviewId.of(ANNA, TONER, null)))
                    .hasSize(5);
        }
    }

    @Nested
    class Automatic_approval {
        private final FixtureConfiguration<Review> review = fixture(FOUR_STARS);
        private final ReviewApproved automatic = new ReviewApproved(REVIEW, TONER, 5, true);

        @Test
        void is_given_to_verified_purchases_from_so_many_stars_on() {
            review.givenNoPriorActivity().when(write(5, SOFT)).expectEvents(WRITTEN, automatic);
        }

        @Test
        void is_not_given_below() {
            review.givenNoPriorActivity()
                    .when(write(3, DRY))
                    .expectEvents(new ReviewWritten(REVIEW, TONER, ANNA, ORDER, 1, 3, DRY));
        }

        @Test
        void is_not_given_without_an_order() {
            review.givenNoPriorActivity()
                    .when(new WriteReview(ANNA, TONER, null, 5, SOFT))
                    .expectEvents(unverified());
        }

        @Test
        void is_given_without_an_order_where_the_shop_wants_that() {
            var id = unverified().reviewId();
            fixture(new ReviewSettings(4, true))
                    .givenNoPriorActivity()
                    .when(new WriteReview(ANNA, TONER, null, 5, SOFT))
                    .expectEvents(unverified(), new ReviewApproved(id, TONER, 5, true));
        }

        @Test
        void is_not_given_to_what_staff_rejected_before() {
            review.given(WRITTEN, automatic, WITHDRAWN, REJECTED)
                    .when(new EditReview(REVIEW, ANNA, 4, DRY))
                    .expectEvents(new ReviewEdited(REVIEW, 2, 4, DRY));
        }

        @Test
        void is_not_given_to_what_staff_removed_before() {
            review.given(WRITTEN, automatic, WITHDRAWN, new ReviewRemoved(REVIEW))
                    .when(write(5, SOFT))
                    .expectEvents(new ReviewWritten(REVIEW, TONER, ANNA, ORDER, 2, 5, SOFT));
        }

        @Test
        void is_not_given_while_customers_report_it() {
            review.given(WRITTEN, automatic, REPORTED)
                    .when(new EditReview(REVIEW, ANNA, 4, DRY))
                    .expectEvents(WITHDRAWN, new ReviewEdited(REVIEW, 2, 4, DRY));
        }

        private ReviewWritten unverified() {
            return new ReviewWritten(ReviewId.of(ANNA, TONER, null), TONER, ANNA, null, 1, 5, SOFT);
        }
    }

    @Nested
    class Editing {
        @Test
        void withdraws_it_until_it_is_approved_again() {
            review.given(WRITTEN, APPROVED).when(edit(ANNA)).expectEvents(WITHDRAWN, EDITED);
        }

        @Test
        void with_nothing_new_leaves_it_approved() {
            review.given(WRITTEN, APPROVED)
                    .when(new EditReview(REVIEW, ANNA, 5, SOFT))
                    .expectNoEvents();
        }

        @Test
        void by_another_customer_is_refused() {
            review.given(WRITTEN, APPROVED)
                    .when(edit(BEN))
                    .expectNoEvents()
                    .expectExceptionDetails(REVIEW_UNKNOWN);
        }
    }

    @Nested
    class Deleting {
        @Test
        void takes_its_rating_back() {
            review.given(WRITTEN, APPROVED)
                    .when(new DeleteReview(REVIEW, ANNA))
                    .expectEvents(WITHDRAWN, DELETED);
        }

        @Test
        void by_another_customer_is_refused() {
            review.given(WRITTEN)
                    .when(new DeleteReview(REVIEW, BEN))
                    .expectNoEvents()
                    .expectExceptionDetails(REVIEW_UNKNOWN);
        }
    }

    @Nested
    class Helpful {
        @Test
        void counts_each_customer_once() {
            review.given(WRITTEN, APPROVED, HELPFUL)
                    .when(new FindReviewHelpful(REVIEW, BEN))
                    .expectNoEvents();
        }

        @Test
        void counts_another_customer_too() {
            review.given(WRITTEN, APPROVED, HELPFUL)
                    .when(new FindReviewHelpful(REVIEW, CARL))
                    .expectEvents(new ReviewFoundHelpful(REVIEW, CARL, 2));
        }

        @Test
        void can_be_taken_back_once() {
            review.given(WRITTEN, APPROVED, HELPFUL)
                    .when(new TakeHelpfulBack(REVIEW, BEN))
                    .expectEvents(new HelpfulTakenBack(REVIEW, BEN, 0));
        }

        @Test
        void is_not_for_the_author_to_say() {
            review.given(WRITTEN, APPROVED)
                    .when(new FindReviewHelpful(REVIEW, ANNA))
                    .expectNoEvents()
                    .expectExceptionDetails(OWN_REVIEW);
        }
    }

    @Nested
    class Reporting {
        @Test
        void counts_each_customer_once_even_after_staff_dismissed_it() {
            review.given(WRITTEN, APPROVED, REPORTED, new ReportsDismissed(REVIEW))
                    .when(new ReportReview(REVIEW, BEN, ReportReason.OFFENSIVE))
                    .expectNoEvents();
        }

        @Test
        void counts_from_the_last_decision_of_staff() {
            review.given(WRITTEN, APPROVED, REPORTED, new ReportsDismissed(REVIEW))
                    .when(new ReportReview(REVIEW, CARL, ReportReason.OFFENSIVE))
                    .expectEvents(new ReviewReported(REVIEW, CARL, ReportReason.OFFENSIVE, 1));
        }
    }

    @Nested
    class Moderating {
        @Test
        void dismisses_reports_by_approving_again() {
            review.given(WRITTEN, APPROVED, REPORTED)
                    .when(new ApproveReview(REVIEW, 1))
                    .expectEvents(new ReportsDismissed(REVIEW));
        }

        @Test
        void withdraws_what_was_approved_by_rejecting_it() {
            review.given(WRITTEN, APPROVED)
                    .when(new RejectReview(REVIEW, 1, REASON))
                    .expectEvents(WITHDRAWN, REJECTED);
        }

        @Test
        void is_refused_for_a_text_that_its_author_changed() {
            review.given(WRITTEN, EDITED)
                    .when(new ApproveReview(REVIEW, 1))
                    .expectNoEvents()
                    .expectExceptionDetails(REVIEW_EDITED);
        }

        @Test
        void counts_the_stars_that_it_has_now() {
            review.given(WRITTEN, APPROVED, WITHDRAWN, EDITED)
                    .when(new ApproveReview(REVIEW, 2))
                    .expectEvents(new ReviewApproved(REVIEW, TONER, 2, false));
        }
    }

    private static final StateTable TABLE =
            new StateTable(
                    Map.of(
                            "missing",
                            List.of(),
                            "pending",
                            List.of(WRITTEN),
                            "approved",
                            List.of(WRITTEN, APPROVED),
                            "rejected",
                            List.of(WRITTEN, REJECTED),
                            "deleted",
                            List.of(WRITTEN, DELETED)),
                    Map.ofEntries(
                            Map.entry("WriteReview", write(5, SOFT)),
                            Map.entry("EditReview", edit(ANNA)),
                            Map.entry("DeleteReview", new DeleteReview(REVIEW, ANNA)),
                            Map.entry("FindReviewHelpful", new FindReviewHelpful(REVIEW, BEN)),
                            Map.entry("TakeHelpfulBack", new TakeHelpfulBack(REVIEW, BEN)),
                            Map.entry(
                                    "ReportReview",
                                    new ReportReview(REVIEW, BEN, ReportReason.SPAM)),
                            Map.entry("ApproveReview", new ApproveReview(REVIEW, 1)),
                            Map.entry("RejectReview", new RejectReview(REVIEW, 1, REASON)),
                            Map.entry("RemoveReview", new RemoveReview(REVIEW)),
                            Map.entry("AnswerReview", new AnswerReview(REVIEW, "Thank you!")),
                            Map.entry("RemoveReviewAnswer", new RemoveReviewAnswer(REVIEW))),
                    ReviewTest::stateAfter);

    @Test
    void does_what_the_state_table_says() {
        TABLE.check(() -> fixture(HELD_BACK), "review", "Review");
    }

    @Test
    void every_command_is_tried_in_every_state() {
        StateTable.checkComplete(ReviewCommand.class, Set.of(), TABLE);
    }

    private static String stateAfter(List<?> events) {
        var state = "missing";
        for (var event : events) {
            state =
                    switch (event) {
                        case ReviewWritten _, ReviewEdited _, ReviewWithdrawn _ -> "pending";
                        case ReviewApproved _ -> "approved";
                        case ReviewRejected _ -> "rejected";
                        case ReviewDeleted _, ReviewRemoved _ -> "deleted";
                        default -> state;
                    };
        }
        return state;
    }

    private static WriteReview write(int rating, Personal<ReviewText> text) {
        return new WriteReview(ANNA, TONER, ORDER, rating, text);
    }

    private static EditReview edit(CustomerId customer) {
        return new EditReview(REVIEW, customer, 2, DRY);
    }

    private static Personal<ReviewText> text(String text) {
        return Personal.of(ANNA.value(), new ReviewText(null, text, "Anna"));
    }
}

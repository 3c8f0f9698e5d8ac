package io.cartulary.events.description;

import io.cartulary.events.review.ReviewEvent;
import io.cartulary.events.review.ReviewEvent.*;

/// Says what happened to reviews.
final class ReviewDescriptions {

    private ReviewDescriptions() {}

    static String describe(ReviewEvent event) {
        return switch (event) {
            case ReviewWritten(_, var product, var customer, _, _, var rating, _) ->
                    "%s reviewed %s with %d of 5 stars".formatted(customer, product, rating);
            case ReviewEdited(_, var revision, var rating, _) ->
                    "The review was changed to %d of 5 stars, revision %d"
                            .formatted(rating, revision);
            case ReviewApproved(_, var product, var rating, var automatic) ->
                    "The review of %s with %d stars was approved%s"
                            .formatted(product, rating, automatic ? " automatically" : "");
            case ReviewWithdrawn(_, var product, var rating) ->
                    "The %d stars for %s no longer count".formatted(rating, product);
            case ReviewRejected(_, var reason) -> "The review was rejected: " + reason;
            case ReviewDeleted _ -> "Its author deleted the review";
            case ReviewRemoved _ -> "Staff removed the review";
            case ReviewFoundHelpful(_, var customer, var helpful) ->
                    "%s found the review helpful, %d do".formatted(customer, helpful);
            case HelpfulTakenBack(_, var customer, var helpful) ->
                    "%s no longer finds the review helpful, %d do".formatted(customer, helpful);
            case ReviewReported(_, var customer, var reason, var reports) ->
                    "%s reported the review as %s, report number %d"
                            .formatted(customer, reason, reports);
            case ReportsDismissed _ -> "The reports about the review were dismissed";
            case ReviewAnswered(_, var answer) -> "The shop answered the review: " + answer;
            case ReviewAnswerRemoved _ -> "The shop took its answer to the review back";
        };
    }
}

package io.cartulary.query.review;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.web.version.EntityTag;

/// A review as staff see it.
///
/// @param revision which text of the review this is
/// @param reports how many customers asked staff to look at it since they last decided
/// @param version grows with every change
public record ModeratedReview(
        @JsonUnwrapped OwnReview own,
        CustomerId customerId,
        int revision,
        int reports,
        long version) {

    @JsonIgnore
    EntityTag entityTag() {
        return new EntityTag(own.review().reviewId().value(), version);
    }
}

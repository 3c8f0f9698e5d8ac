package io.cartulary.query.review;

/// Whether shoppers see a review.
public enum ReviewStatus {
    PENDING,
    APPROVED,
    REJECTED
}

package io.cartulary.query.review;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.order.OrderId;
import org.jspecify.annotations.Nullable;

/// A review as its author sees it.
///
/// @param orderId with which they bought the product
/// @param rejectedFor why shoppers do not see it, of a rejected one
public record OwnReview(
        @JsonUnwrapped PublishedReview review,
        ProductId productId,
        @Nullable OrderId orderId,
        ReviewStatus status,
        @Nullable String rejectedFor) {}

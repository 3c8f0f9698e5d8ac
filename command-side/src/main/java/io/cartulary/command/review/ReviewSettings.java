package io.cartulary.command.review;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// Which reviews shoppers see before staff have read them.
///
/// @param approveFrom reviews of at least so many stars; none when absent
/// @param approveUnverified also those of customers who name no order with the product
@Validated
@ConfigurationProperties("cartulary.reviews")
record ReviewSettings(@Nullable @Min(1) @Max(5) Integer approveFrom, boolean approveUnverified) {

    boolean approve(int rating, boolean verified) {
        return approveFrom != null && rating >= approveFrom && (verified || approveUnverified);
    }
}

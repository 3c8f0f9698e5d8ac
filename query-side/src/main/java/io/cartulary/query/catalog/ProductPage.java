package io.cartulary.query.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.web.version.EntityTag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One product as its page shows it.
///
/// @param variants in the order they were added
/// @param productRating of the reviews that shoppers see
/// @param version grows with every change of the product itself
public record ProductPage(
        ProductId productId,
        String slug,
        ProductStatus status,
        @JsonUnwrapped ProductDescription description,
        List<Variant> variants,
        ProductRating productRating,
        Instant createdAt,
        @Nullable Instant publishedAt,
        long version) {

    @JsonIgnore
    String eTag() {
        return new EntityTag(productId.value(), version).with(productRating.digest());
    }
}

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
/// @param variants that can be bought, in the order the shop chose
/// @param choices that tell its variants apart
/// @param version grows with every change
public record ProductPage(
        ProductId productId,
        String slug,
        ProductStatus status,
        @JsonUnwrapped ProductDescription description,
        List<Variant> variants,
        List<ProductOption> choices,
        Instant createdAt,
        @Nullable Instant publishedAt,
        long version) {

    @JsonIgnore
    String eTag() {
        return new EntityTag(productId.value(), version).text();
    }
}

package io.cartulary.query.collection;

import io.cartulary.events.catalog.ProductCriteria;
import io.cartulary.events.catalog.ProductId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is in a collection.
///
/// @param products in their order; none of one that has a rule
/// @param rule that they meet; absent where they were put in by hand
public record CollectionContent(List<ProductId> products, @Nullable ProductCriteria rule) {

    /// Of one that was never filled.
    static final CollectionContent EMPTY = new CollectionContent(List.of(), null);
}

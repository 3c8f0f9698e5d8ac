package io.cartulary.query.catalog;

import org.jspecify.annotations.Nullable;

/// Everything one can ask about products, beside searching for them.
public sealed interface CatalogQuery {

    /// One product that is published, as a [FoundProduct].
    ///
    /// @param idOrSlug for example `product-0197…` or `rose-water-toner`
    record FindProduct(String idOrSlug) implements CatalogQuery {}

    /// One product in any status, with what only staff see.
    record FindProductForStaff(String idOrSlug) implements CatalogQuery {}

    /// Products in any status, by identifier.
    ///
    /// @param after the last identifier of the page before
    record ListProducts(@Nullable ProductStatus status, @Nullable String after, int limit)
            implements CatalogQuery {}

    /// What of products is used at all, as a [UsedColumns].
    record FindUsedColumns() implements CatalogQuery {}

    /// How many products shoppers can see.
    record CountPublishedProducts() implements CatalogQuery {}
}

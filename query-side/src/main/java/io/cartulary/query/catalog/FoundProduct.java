package io.cartulary.query.catalog;

import org.jspecify.annotations.Nullable;

/// A product, and whether it was asked for by an address that it has no more.
///
/// @param presentSlug that took the place of the one it was asked for by; absent if that is current
public record FoundProduct(ProductPage page, @Nullable String presentSlug) {}

package io.cartulary.query.category;

import org.jspecify.annotations.Nullable;

/// A category, and whether it was asked for by an address that it has no more.
///
/// @param presentSlug that took the place of the one it was asked for by; absent if that is current
/// @param version of the tree
record FoundCategory(CategoryPage page, @Nullable String presentSlug, long version) {}

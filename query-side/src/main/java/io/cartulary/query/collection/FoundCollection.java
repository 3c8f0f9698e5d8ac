package io.cartulary.query.collection;

import org.jspecify.annotations.Nullable;

/// A collection, and whether it was asked for by an address that it has no more.
///
/// @param presentSlug that took the place of the one it was asked for by; absent if that is current
/// @param version of all collections
record FoundCollection(CollectionPage page, @Nullable String presentSlug, long version) {}

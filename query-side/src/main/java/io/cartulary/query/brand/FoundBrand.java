package io.cartulary.query.brand;

import org.jspecify.annotations.Nullable;

/// A brand, and whether it was asked for by an address that it has no more.
///
/// @param presentSlug that took the place of the one it was asked for by; absent if that is current
/// @param version of all brands
record FoundBrand(BrandPage page, @Nullable String presentSlug, long version) {}

package io.cartulary.query.brand;

import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.media.MediaId;
import org.jspecify.annotations.Nullable;

/// What leads to a brand.
public record BrandLink(
        BrandId brandId, String slug, LocalizedText name, @Nullable MediaId picture) {}

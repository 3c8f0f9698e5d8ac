package io.cartulary.query.brand;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.query.listing.Listed;

/// One brand as its page shows it.
record BrandPage(BrandId brandId, String slug, @JsonUnwrapped PageDescription description) {

    static BrandPage of(Listed<BrandId> brand) {
        return new BrandPage(brand.id(), brand.slug(), brand.description());
    }
}

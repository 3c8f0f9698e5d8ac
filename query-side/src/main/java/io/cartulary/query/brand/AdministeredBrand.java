package io.cartulary.query.brand;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cartulary.events.catalog.BrandId;
import io.cartulary.query.listing.Listed;

/// One brand as staff see it.
///
/// @param active whether shoppers see it
/// @param version of all brands: it grows with every change of any
record AdministeredBrand(@JsonUnwrapped BrandPage page, boolean active, long version) {

    static AdministeredBrand of(Listed<BrandId> brand) {
        return new AdministeredBrand(BrandPage.of(brand), brand.active(), brand.version());
    }
}

package io.cartulary.query.brand;

/// Everything one can ask about brands, beside all of them with their counts, which a search
/// answers.
sealed interface BrandQuery {

    /// One that shoppers see, as a [FoundBrand].
    ///
    /// @param idOrSlug for example `brand-0197…` or `rosa`
    record FindBrand(String idOrSlug) implements BrandQuery {}

    /// One in any state, as an [AdministeredBrand].
    record FindBrandForStaff(String idOrSlug) implements BrandQuery {}

    /// All of them as [AdministeredBrand], in the order they are shown in.
    record ListBrands() implements BrandQuery {}
}

package io.cartulary.events.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.StoredAs;
import java.util.List;

/// Everything that can happen to the shop's brands, which are one aggregate.
public sealed interface BrandEvent extends DomainEvent {

    /// Identifies all brands of the shop.
    String BRANDS = "brands";

    @Override
    @JsonIgnore
    default String aggregateId() {
        return BRANDS;
    }

    /// A brand came to the shop, as the last one. Source: `CreateBrand`.
    @StoredAs(name = "brand.BrandCreated", revision = 1)
    record BrandCreated(BrandId brandId, String slug, PageDescription description)
            implements BrandEvent {}

    /// What is shown of it changed. Source: `DescribeBrand`.
    @StoredAs(name = "brand.BrandDescribed", revision = 1)
    record BrandDescribed(BrandId brandId, PageDescription description) implements BrandEvent {}

    /// Its page has another address; the former one leads there. Source: `GiveBrandSlug`.
    @StoredAs(name = "brand.BrandSlugGiven", revision = 1)
    record BrandSlugGiven(BrandId brandId, String slug) implements BrandEvent {}

    /// These brands come first from now on, in this order, and the others after them as they were.
    /// Source: `ArrangeBrands`.
    @StoredAs(name = "brand.BrandsArranged", revision = 1)
    record BrandsArranged(List<BrandId> brandIds) implements BrandEvent {}

    /// Shoppers see it again. Source: `ActivateBrand`.
    @StoredAs(name = "brand.BrandActivated", revision = 1)
    record BrandActivated(BrandId brandId) implements BrandEvent {}

    /// Shoppers see its products without it. Source: `DeactivateBrand`.
    @StoredAs(name = "brand.BrandDeactivated", revision = 1)
    record BrandDeactivated(BrandId brandId) implements BrandEvent {}

    /// It is gone; no product is of it any more, and another brand may have its slugs. Source:
    /// `RemoveBrand`.
    @StoredAs(name = "brand.BrandRemoved", revision = 1)
    record BrandRemoved(BrandId brandId) implements BrandEvent {}
}

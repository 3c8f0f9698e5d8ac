package io.cartulary.command.brand;

import io.cartulary.events.catalog.BrandEvent;
import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.eventstore.deciding.ReadOnlyCommand;
import java.util.List;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/// Everything one can ask of the shop's brands.
public sealed interface BrandCommand {

    @TargetAggregateIdentifier
    default String brands() {
        return BrandEvent.BRANDS;
    }

    /// @param slug of its page; made of its name where none is given
    record CreateBrand(BrandId brandId, @Nullable String slug, PageDescription description)
            implements BrandCommand {}

    record DescribeBrand(BrandId brandId, PageDescription description) implements BrandCommand {}

    /// The former slug stays its own, and leads to it.
    record GiveBrandSlug(BrandId brandId, String slug) implements BrandCommand {}

    /// @param brandIds of those that are to be shown first, in this order
    record ArrangeBrands(List<BrandId> brandIds) implements BrandCommand {}

    record ActivateBrand(BrandId brandId) implements BrandCommand {}

    record DeactivateBrand(BrandId brandId) implements BrandCommand {}

    record RemoveBrand(BrandId brandId) implements BrandCommand {}

    /// Refused unless there are all of them.
    @ReadOnlyCommand
    record RequireBrands(Set<BrandId> brandIds) implements BrandCommand {}
}

package io.cartulary.events.description;

import io.cartulary.events.catalog.BrandEvent;
import io.cartulary.events.catalog.BrandEvent.*;

/// Says what happened to the shop's brands.
final class BrandDescriptions {

    private BrandDescriptions() {}

    static String describe(BrandEvent event) {
        return switch (event) {
            case BrandCreated(_, var slug, var description) ->
                    "Brand “%s” (%s) was created".formatted(description.name().in("en"), slug);
            case BrandDescribed(_, var description) ->
                    "Brand “%s” was described again".formatted(description.name().in("en"));
            case BrandSlugGiven(var brand, var slug) ->
                    "%s has the address %s".formatted(brand, slug);
            case BrandsArranged(var first) -> "%d brands were put first".formatted(first.size());
            case BrandActivated(var brand) -> "Shoppers see %s again".formatted(brand);
            case BrandDeactivated(var brand) -> "Shoppers do not see %s any more".formatted(brand);
            case BrandRemoved(var brand) -> "%s was removed".formatted(brand);
        };
    }
}

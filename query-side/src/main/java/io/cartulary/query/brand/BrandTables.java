package io.cartulary.query.brand;

import io.cartulary.events.catalog.BrandEvent;
import io.cartulary.events.catalog.BrandEvent.*;
import io.cartulary.events.catalog.BrandId;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.query.listing.ListingTables;
import org.axonframework.eventhandling.EventMessage;
import tools.jackson.databind.json.JsonMapper;

/// Fills tables `brand`, `brand_slug` and `brand_version`.
public final class BrandTables {

    public static final ListingTables<BrandId> BRANDS = new ListingTables<>("brand", BrandId::new);

    private BrandTables() {}

    public static void fold(BrandEvent event, EventMessage<?> message, Rows rows, JsonMapper json) {
        var brands = new ListingTables.Changes<>(BRANDS, message, rows, json);
        switch (event) {
            case BrandCreated(var brand, var slug, var description) ->
                    brands.create(brand, slug, description);
            case BrandDescribed(var brand, var description) -> brands.describe(brand, description);
            case BrandSlugGiven(var brand, var slug) -> brands.give(brand, slug);
            case BrandsArranged(var first) -> brands.arrange(first);
            case BrandActivated(var brand) -> brands.show(brand, true);
            case BrandDeactivated(var brand) -> brands.show(brand, false);
            case BrandRemoved(var brand) -> brands.remove(brand);
        }
    }
}

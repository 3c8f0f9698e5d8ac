package io.cartulary.command.catalog;

import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;

/// A product in the states that its tests begin with.
final class ProductSamples {

    static final ProductId PRODUCT = new ProductId("product-toner");
    static final String SLUG = "rose-toner";
    static final ProductDescription DESCRIPTION = described("Rose toner");
    static final Variant SMALL = variant("TONER-100", "100 ml", "EUR 12.50");
    static final Variant LARGE = variant("TONER-200", "200 ml", "EUR 19.90");

    static final ProductCreated CREATED =
            new ProductCreated(PRODUCT, SLUG, DESCRIPTION, List.of(SMALL));
    static final ProductCreated CREATED_WITH_TWO =
            new ProductCreated(PRODUCT, SLUG, DESCRIPTION, List.of(SMALL, LARGE));
    static final ProductPublished PUBLISHED = new ProductPublished(PRODUCT);
    static final ProductArchived ARCHIVED_NOW = new ProductArchived(PRODUCT);

    private ProductSamples() {}

    static ProductDescription described(String name) {
        return new ProductDescription(
                LocalizedText.english(name),
                null,
                null,
                null,
                null,
                new BrandId("brand-rosa"),
                List.of(new CategoryId("category-toners")),
                List.of(),
                null,
                Map.of(),
                false);
    }

    static Variant variant(String sku, String size, String price) {
        return new Variant(
                new Sku(sku),
                Map.of("size", size),
                Money.parse(price),
                null,
                "standard",
                150,
                null,
                null);
    }
}

package io.cartulary.query.search.product;

import io.cartulary.events.catalog.BrandEvent.BrandCreated;
import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.CatalogEvent.ProductCreated;
import io.cartulary.events.catalog.CategoryEvent.CategoryCreated;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.*;
import io.cartulary.events.inventory.StockItemId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Events of products with few words.
public final class SampleProducts {

    private SampleProducts() {}

    public static ProductCreated created(
            String name,
            String brand,
            String category,
            Map<String, List<String>> attributes,
            Variant... variants) {
        return created(LocalizedText.english(name), brand, category, attributes, variants);
    }

    /// @param brand its English name
    /// @param category its English name
    public static ProductCreated created(
            LocalizedText name,
            String brand,
            String category,
            Map<String, List<String>> attributes,
            Variant... variants) {
        var slug = name.in("en").toLowerCase().replaceAll("[^a-z0-9]+", "-");
        return new ProductCreated(
                ProductId.named(slug),
                slug,
                new ProductDescription(
                        name,
                        LocalizedText.english("About " + name.in("en") + " & more"),
                        LocalizedText.english("For every day"),
                        null,
                        null,
                        brand(brand),
                        List.of(category(category)),
                        List.of("sample"),
                        null,
                        attributes,
                        false),
                List.of(variants));
    }

    public static BrandId brand(String name) {
        return BrandId.named(name);
    }

    public static BrandCreated brandCreated(String name) {
        return new BrandCreated(
                brand(name),
                name.toLowerCase(),
                PageDescription.named(LocalizedText.english(name)));
    }

    public static CategoryId category(String name) {
        return CategoryId.named(name);
    }

    /// @param above the English name of the category it stands below; none for one at the top
    public static CategoryCreated created(LocalizedText name, @Nullable String above) {
        var english = name.in("en");
        return new CategoryCreated(
                category(english),
                above == null ? null : category(above),
                english.toLowerCase(),
                PageDescription.named(name));
    }

    public static Variant variant(String sku, long minorUnits, String currency, String... option) {
        return new Variant(
                new Sku(sku),
                option.length == 0 ? Map.of() : Map.of(option[0], option[1]),
                money(minorUnits, currency),
                null,
                "standard",
                100,
                null,
                "EAN-" + sku);
    }

    public static Money money(long minorUnits, String currency) {
        return Money.ofMinor(CurrencyUnit.of(currency), minorUnits);
    }

    public static StockItemRegistered registered(String sku, ProductId product) {
        return new StockItemRegistered(StockItemId.of(new Sku(sku)), new Sku(sku), product);
    }

    public static StockAdjusted stocked(String sku, int onHand) {
        return new StockAdjusted(
                StockItemId.of(new Sku(sku)),
                new Sku(sku),
                onHand,
                onHand,
                0,
                AdjustmentReason.DELIVERY,
                "delivery",
                null,
                Instant.parse("2026-03-01T00:00:00Z"),
                List.of());
    }
}

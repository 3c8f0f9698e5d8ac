package io.cartulary.command.importing;

import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// A product as one line of a file says it.
///
/// @param names by language, beside the English `name`
/// @param facets and `attributes` are both data of the trade; category and brand stand elsewhere
/// @param optionGroups names of the options that each variant has one value of
/// @param currency of all its prices, `USD` when absent
@JsonNaming(SnakeCaseStrategy.class)
record ProductLine(
        String slug,
        String name,
        @Nullable Map<String, String> names,
        @Nullable String description,
        @Nullable Map<String, String> descriptions,
        @Nullable List<String> categories,
        @Nullable String brand,
        @Nullable Map<String, List<String>> facets,
        @Nullable Map<String, List<String>> attributes,
        @Nullable List<String> tags,
        @Nullable List<String> images,
        boolean featured,
        @Nullable String currency,
        @Nullable List<String> optionGroups,
        List<VariantLine> variants) {

    private static final Set<String> KNOWN_FACETS = Set.of("category", "brand");

    ProductLine {
        if (slug == null || name == null || variants == null || variants.isEmpty()) {
            throw new IllegalArgumentException("a product needs slug, name and variants");
        }
    }

    /// @param price in the main unit, for example `12.5`
    /// @param variantFacets `name:value`, for what sets this variant apart in searches
    @JsonNaming(SnakeCaseStrategy.class)
    record VariantLine(
            String sku,
            @Nullable List<String> options,
            BigDecimal price,
            @Nullable BigDecimal compareAtPrice,
            @Nullable String taxCategory,
            int stockOnHand,
            int weightGrams,
            @Nullable String barcode,
            @Nullable String variantFacets) {

        VariantLine {
            if (sku == null || price == null) {
                throw new IllegalArgumentException("a variant needs sku and price");
            }
        }
    }

    /// A variant and the pieces of it that the file tells are there.
    record StockedVariant(Variant variant, int onHand) {}

    ProductId productId() {
        return ProductId.named("slug-" + slug);
    }

    ProductDescription productDescription() {
        return new ProductDescription(
                localized(name, names),
                description == null ? null : localized(description, descriptions),
                brand,
                categories,
                tags,
                allAttributes(),
                images,
                featured);
    }

    private static LocalizedText localized(String english, @Nullable Map<String, String> others) {
        var texts = new HashMap<String, String>();
        texts.put("en", english);
        if (others != null) {
            texts.putAll(others);
        }
        return new LocalizedText(texts);
    }

    private Map<String, List<String>> allAttributes() {
        var all = new LinkedHashMap<String, LinkedHashSet<String>>();
        for (var source : List.of(orEmpty(facets), orEmpty(attributes))) {
            source.forEach((key, values) -> {
                if (!KNOWN_FACETS.contains(key)) {
                    all.computeIfAbsent(key, _ -> new LinkedHashSet<>()).addAll(values);
                }
            });
        }
        for (var variant : variants) {
            var facet = variant.variantFacets();
            if (facet != null && facet.indexOf(':') > 0) {
                var colon = facet.indexOf(':');
                all.computeIfAbsent(facet.substring(0, colon), _ -> new LinkedHashSet<>())
                        .add(facet.substring(colon + 1));
            }
        }
        var lists = new LinkedHashMap<String, List<String>>();
        all.forEach((key, values) -> lists.put(key, List.copyOf(values)));
        return lists;
    }

    private static Map<String, List<String>> orEmpty(@Nullable Map<String, List<String>> map) {
        return map == null ? Map.of() : map;
    }

    List<StockedVariant> stockedVariants() {
        var unit = CurrencyUnit.of(currency == null ? "USD" : currency);
        var seen = new HashSet<Sku>();
        var stocked = new ArrayList<StockedVariant>();
        for (var line : variants) {
            var variant =
                    new Variant(
                            unique(SkuText.sku(line.sku()), seen),
                            options(line),
                            Money.of(unit, line.price()),
                            line.compareAtPrice() == null
                                    ? null
                                    : Money.of(unit, line.compareAtPrice()),
                            line.taxCategory() == null ? "standard" : line.taxCategory(),
                            line.weightGrams(),
                            line.barcode());
            stocked.add(new StockedVariant(variant, line.stockOnHand()));
        }
        return stocked;
    }

    /// Some shops give one article number to all colours; ours are told apart by a number behind.
    private static Sku unique(Sku sku, Set<Sku> seen) {
        var candidate = sku;
        for (int number = 2; !seen.add(candidate); number++) {
            candidate = new Sku(sku + "-" + number);
        }
        return candidate;
    }

    private Map<String, String> options(VariantLine line) {
        var groups = optionGroups == null ? List.<String>of() : optionGroups;
        var values = line.options() == null ? List.<String>of() : line.options();
        if (groups.size() != values.size()) {
            throw new IllegalArgumentException(
                    "variant %s has %d options where the product has %d option groups"
                            .formatted(line.sku(), values.size(), groups.size()));
        }
        var options = new LinkedHashMap<String, String>();
        for (int i = 0; i < groups.size(); i++) {
            options.put(groups.get(i), values.get(i));
        }
        return options;
    }
}

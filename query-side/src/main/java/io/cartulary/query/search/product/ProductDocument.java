package io.cartulary.query.search.product;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.Variant;
import io.cartulary.query.attribute.IndexedAttributes;
import io.cartulary.query.category.CategoryTree.Category;
import io.cartulary.query.listing.Listed;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A published product as index `products` holds it; the fields are those of
/// `search/products.json`.
///
/// @param brand the slug of the brand that shoppers see it is of
/// @param brandId its identifier
/// @param brandNames its names in all languages
/// @param attributes and `options` as `name=value`
/// @param attributeWords of attributes that words are found in, by language
/// @param numbers of attributes that are numbers, by code
/// @param categories slugs of those it stands in and of those above, as far as shoppers see them
/// @param categoryIds their identifiers
/// @param categoryNames their names in all languages
/// @param prices of all variants in minor units, by currency
record ProductDocument(
        ProductCard card,
        String productId,
        String slug,
        List<String> skus,
        List<String> barcodes,
        Map<String, String> name,
        @Nullable Map<String, String> shortDescription,
        @Nullable Map<String, String> description,
        @Nullable String brand,
        @Nullable String brandId,
        List<String> brandNames,
        Set<String> categories,
        Set<String> categoryIds,
        Set<String> categoryNames,
        List<String> tags,
        List<String> attributes,
        Map<String, List<String>> attributeWords,
        Map<String, Double> numbers,
        Set<String> options,
        Map<String, List<Long>> prices,
        boolean featured,
        boolean inStock,
        double popularity,
        double rating,
        int reviews,
        @Nullable Instant publishedAt) {

    /// What changes with every sale, every delivery and every review, without the rest.
    ///
    /// @param rating the average number of stars; 0 without a review
    record Sales(boolean inStock, double popularity, double rating, int reviews) {}

    /// Languages that have a text analysis of their own; a text in no other language than these is
    /// searched as English.
    static final List<String> LANGUAGES = List.of("en", "th", "km");

    static ProductDocument of(ProductSource product, Sales sales, Surroundings others) {
        var description = product.description();
        var attributes =
                IndexedAttributes.of(description.attributes(), others.attributes(), LANGUAGES);
        var categories =
                others.pathsOf(description).stream().flatMap(List::stream).distinct().toList();
        var brand = others.brandOf(description);
        return new ProductDocument(
                ProductCard.of(product, others),
                product.productId().value(),
                product.slug(),
                product.skus(),
                product.variants().stream().map(Variant::barcode).filter(Objects::nonNull).toList(),
                searchable(description.name()),
                searchableOrNull(description.shortDescription()),
                searchableOrNull(description.description()),
                brand.map(Listed::slug).orElse(null),
                brand.map(known -> known.id().value()).orElse(null),
                brand.stream()
                        .flatMap(known -> known.description().name().byLanguage().values().stream())
                        .distinct()
                        .toList(),
                each(categories, category -> Stream.of(category.slug())),
                each(categories, category -> Stream.of(category.id().value())),
                each(
                        categories,
                        category -> category.description().name().byLanguage().values().stream()),
                description.tags(),
                pairs(description.attributes()),
                attributes.words(),
                attributes.numbers(),
                options(product),
                prices(product),
                description.featured(),
                sales.inStock(),
                sales.popularity(),
                sales.rating(),
                sales.reviews(),
                product.publishedAt());
    }

    static String pair(String name, String value) {
        return name + "=" + value;
    }

    private static @Nullable Map<String, String> searchableOrNull(@Nullable LocalizedText text) {
        return text == null ? null : searchable(text);
    }

    private static Map<String, String> searchable(LocalizedText text) {
        var known = new HashMap<>(text.byLanguage());
        known.keySet().retainAll(LANGUAGES);
        return known.isEmpty() ? Map.of("en", text.in("en")) : known;
    }

    private static Set<String> each(
            List<Category> categories, Function<Category, Stream<String>> texts) {
        return categories.stream().flatMap(texts).collect(toCollection(LinkedHashSet::new));
    }

    private static List<String> pairs(Map<String, List<String>> attributes) {
        return attributes.entrySet().stream()
                .flatMap(attribute ->
                        attribute.getValue().stream().map(value -> pair(attribute.getKey(), value)))
                .toList();
    }

    private static Set<String> options(ProductSource product) {
        var options = new TreeSet<String>();
        for (var variant : product.variants()) {
            variant.options().forEach((name, value) -> options.add(pair(name, value)));
        }
        return options;
    }

    private static Map<String, List<Long>> prices(ProductSource product) {
        return product.pricedVariants().stream()
                .collect(
                        groupingBy(
                                variant -> variant.price().getCurrencyUnit().getCode(),
                                mapping(
                                        variant -> variant.price().getAmountMinorLong(),
                                        toList())));
    }
}

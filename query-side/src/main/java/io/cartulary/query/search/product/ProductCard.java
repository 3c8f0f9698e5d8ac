package io.cartulary.query.search.product;

import static java.util.stream.Collectors.groupingBy;

import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.media.MediaId;
import io.cartulary.query.category.CategoryTree.Category;
import io.cartulary.query.listing.Listed;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What a list shows of a product; kept in its document beside the searchable fields, so that a
/// search needs nothing else to answer.
///
/// @param brand that shoppers see it is of
/// @param categories those it stands in and shoppers see
/// @param image the primary one
/// @param prices one range for each currency it is sold in
record ProductCard(
        String productId,
        String slug,
        Map<String, String> slugs,
        LocalizedText name,
        @Nullable LocalizedText shortDescription,
        @Nullable Brand brand,
        List<Place> categories,
        @Nullable MediaId image,
        List<PriceRange> prices,
        List<String> skus,
        boolean featured,
        @Nullable Instant publishedAt) {

    static ProductCard of(ProductSource product, Surroundings others) {
        var description = product.description();
        return new ProductCard(
                product.productId().value(),
                product.slug(),
                product.slugs(),
                description.name(),
                description.shortDescription(),
                others.brandOf(description).map(Brand::of).orElse(null),
                others.pathsOf(description).stream().map(path -> Place.of(path.getLast())).toList(),
                product.image(),
                PriceRange.of(product.pricedVariants()),
                product.skus(),
                description.featured(),
                product.publishedAt());
    }

    String slug(String language) {
        return slugs.getOrDefault(language, slug);
    }

    /// A category.
    record Place(String slug, Map<String, String> slugs) {

        private static Place of(Category category) {
            return new Place(category.slug(), category.slugs().byLanguage());
        }

        String slug(String language) {
            return slugs.getOrDefault(language, slug);
        }
    }

    record Brand(String slug, LocalizedText name) {

        private static Brand of(Listed<BrandId> brand) {
            return new Brand(brand.slug(), brand.description().name());
        }
    }

    /// The lowest and the highest price of a product's variants in one currency.
    ///
    /// @param compareAt the highest former price to show beside it
    record PriceRange(Money from, Money to, @Nullable Money compareAt) {

        static List<PriceRange> of(List<Variant> variants) {
            return variants.stream()
                    .collect(groupingBy(variant -> variant.price().getCurrencyUnit()))
                    .entrySet()
                    .stream()
                    .sorted(Comparator.comparing(entry -> entry.getKey().getCode()))
                    .map(entry -> range(entry.getKey(), entry.getValue()))
                    .toList();
        }

        private static PriceRange range(CurrencyUnit currency, List<Variant> variants) {
            var prices = variants.stream().map(Variant::price).sorted().toList();
            var compareAt =
                    variants.stream()
                            .map(Variant::compareAtPrice)
                            .filter(price ->
                                    price != null && price.getCurrencyUnit().equals(currency))
                            .max(Comparator.naturalOrder())
                            .orElse(null);
            return new PriceRange(prices.getFirst(), prices.getLast(), compareAt);
        }
    }
}

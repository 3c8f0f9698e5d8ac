package io.cartulary.query.search.product;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.CollectionId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.media.MediaId;
import io.cartulary.query.category.CategoryTree;
import io.cartulary.query.collection.CollectionLink;
import io.cartulary.query.listing.Listed;
import io.cartulary.query.search.product.ProductCard.PriceRange;
import io.cartulary.query.search.product.ProductSearch.IndexedProduct;
import io.cartulary.query.search.product.number.NumberRange;
import io.cartulary.query.search.product.price.PriceBand;
import io.cartulary.query.search.product.rewording.Rewording;
import io.cartulary.web.page.Page;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Everything the product index answers.
public interface ProductAnswer {

    /// One page of products.
    ///
    /// @param instead what these are in place of hits, as no product has what was sought; there is
    ///   one page of them
    /// @param facets absent unless asked for
    record ProductPage(
            @JsonUnwrapped Page<ProductHit> page,
            @Nullable Instead instead,
            @Nullable Facets facets) {}

    /// @param text what was sought in place of what was typed, as `q` takes it; absent for what is
    ///   only similar
    record Instead(Rewording.Kind kind, @Nullable String text) {}

    /// A product in a list.
    ///
    /// @param slug and `name` and `shortDescription` in the language asked for, else in English
    /// @param brand that shoppers see it is of
    /// @param categories slugs of those it stands in, in that language too
    /// @param averageRating in stars, of the reviews that shoppers see; absent without one
    /// @param highlight HTML by field, with `<em>` around what matched; everything else is escaped
    record ProductHit(
            String productId,
            String slug,
            String name,
            @Nullable String shortDescription,
            @Nullable HitBrand brand,
            List<String> categories,
            @Nullable MediaId image,
            List<PriceRange> prices,
            List<String> skus,
            boolean inStock,
            boolean featured,
            @Nullable BigDecimal averageRating,
            int reviewCount,
            @Nullable Instant publishedAt,
            @Nullable Map<String, String> highlight) {

        static ProductHit of(
                IndexedProduct product, String language, @Nullable Map<String, String> highlight) {
            var card = product.card();
            return new ProductHit(
                    card.productId(),
                    card.slug(language),
                    card.name().in(language),
                    card.shortDescription() == null ? null : card.shortDescription().in(language),
                    HitBrand.of(card.brand(), language),
                    card.categories().stream().map(place -> place.slug(language)).toList(),
                    card.image(),
                    card.prices(),
                    card.skus(),
                    product.inStock(),
                    card.featured(),
                    product.averageRating(),
                    product.reviews(),
                    card.publishedAt(),
                    highlight);
        }
    }

    /// @param slug as parameter `brand` of a search takes it
    record HitBrand(String slug, String name) {

        private static @Nullable HitBrand of(ProductCard.@Nullable Brand brand, String language) {
            return brand == null ? null : new HitBrand(brand.slug(), brand.name().in(language));
        }
    }

    /// What a shopper can narrow the result by. A facet's counts ignore its own choice.
    ///
    /// @param inStock how many hits can be bought now
    /// @param minPrice lowest price among the hits, in the question's currency
    /// @param prices how many hits there are between two prices, the cheapest first
    record Facets(
            List<Value> categories,
            List<Value> brands,
            List<Value> tags,
            List<Attribute> attributes,
            List<Attribute> options,
            long inStock,
            @Nullable Money minPrice,
            @Nullable Money maxPrice,
            List<PriceBand> prices) {}

    /// @param label of a choice, a category or a brand, in the language asked for; absent of what
    ///   is shown as it is
    record Value(String value, @Nullable String label, long count) {

        static Value of(String value, long count) {
            return new Value(value, null, count);
        }
    }

    /// @param name the code of an attribute, the name of an option
    /// @param label of an attribute, in the language asked for; absent of an option
    /// @param unit of an attribute that is a number
    /// @param range of an attribute that is a number
    record Attribute(
            String name,
            @Nullable String label,
            @Nullable String unit,
            List<Value> values,
            @Nullable NumberRange range) {

        static Attribute unlabelled(String name, List<Value> values) {
            return new Attribute(name, null, null, values, null);
        }

        static List<Attribute> unlabelled(SortedMap<String, List<Value>> byName) {
            return byName.entrySet().stream()
                    .map(entry -> unlabelled(entry.getKey(), entry.getValue()))
                    .toList();
        }
    }

    /// A product whose name begins with what was typed.
    record Suggestion(String text, String productId, String slug, @Nullable MediaId image) {
        static Suggestion of(ProductCard card, String language) {
            return new Suggestion(
                    card.name().in(language), card.productId(), card.slug(language), card.image());
        }
    }

    /// A brand that shoppers see, in the order the shop chose.
    ///
    /// @param slug as parameter `brand` of a search takes it
    /// @param products how many published ones are of it
    record Brand(
            BrandId brandId, String slug, String name, @Nullable MediaId picture, long products) {

        /// @param counts of products by the brand's identifier
        static Brand of(Listed<BrandId> brand, Map<String, Long> counts, String language) {
            return new Brand(
                    brand.id(),
                    brand.slug(),
                    brand.description().name().in(language),
                    brand.description().picture(),
                    counts.getOrDefault(brand.id().value(), 0L));
        }
    }

    /// A collection that shoppers see, in the order the shop chose.
    ///
    /// @param slug as parameter `collection` of a search takes it
    /// @param products how many published ones are in it
    record Collection(
            CollectionId collectionId,
            String slug,
            LocalizedText name,
            @Nullable MediaId picture,
            long products) {

        /// @param counts of products by the collection's identifier
        static Collection of(CollectionLink link, Map<String, Long> counts) {
            return new Collection(
                    link.collectionId(),
                    link.slug(),
                    link.name(),
                    link.picture(),
                    counts.getOrDefault(link.collectionId().value(), 0L));
        }
    }

    /// A category with those below it, in the order the shop chose.
    ///
    /// @param slug as parameter `category` of a search takes it
    /// @param products how many published products are in it or below
    record Category(
            CategoryId categoryId,
            String slug,
            String name,
            @Nullable MediaId picture,
            long products,
            List<Category> children) {

        /// @param counts of products by the category's identifier
        static List<Category> tree(CategoryTree tree, Map<String, Long> counts, String language) {
            return below(null, tree, counts, language);
        }

        private static List<Category> below(
                @Nullable CategoryId parent,
                CategoryTree tree,
                Map<String, Long> counts,
                String language) {
            return tree.below(parent)
                    .filter(CategoryTree.Category::active)
                    .map(category ->
                            new Category(
                                    category.id(),
                                    category.slug(language),
                                    category.description().name().in(language),
                                    category.description().picture(),
                                    counts.getOrDefault(category.id().value(), 0L),
                                    below(category.id(), tree, counts, language)))
                    .toList();
        }
    }
}

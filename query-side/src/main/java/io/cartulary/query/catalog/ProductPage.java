package io.cartulary.query.catalog;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.ProductMedia;
import io.cartulary.events.catalog.Sale;
import io.cartulary.events.catalog.Variant;
import io.cartulary.query.brand.BrandLink;
import io.cartulary.query.category.CategoryLink;
import io.cartulary.web.version.EntityTag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One product as its page shows it.
///
/// @param slug in all languages that have none of their own
/// @param slugs of languages that have one of their own
/// @param media pictures and videos, the primary one first
/// @param variants that can be bought, in the order the shop chose
/// @param choices in which its variants differ
/// @param sales that run now; for shoppers their prices stand in the variants, too
/// @param productRating of the reviews that shoppers see
/// @param breadcrumbs of each category that it stands in and shoppers see, from the top down
/// @param brandLink the brand that it is of, if shoppers see that
/// @param brandChanged where the last event of that brand stands; 0 without one
/// @param treeVersion of the categories
/// @param version grows with every change of the product itself
public record ProductPage(
        ProductId productId,
        String slug,
        Map<String, String> slugs,
        ProductStatus status,
        @JsonUnwrapped ProductDescription description,
        List<ProductMedia> media,
        List<Variant> variants,
        List<ProductOption> choices,
        List<Sale> sales,
        ProductRating productRating,
        @Nullable BrandLink brandLink,
        @JsonIgnore long brandChanged,
        List<List<CategoryLink>> breadcrumbs,
        @JsonIgnore long treeVersion,
        Instant createdAt,
        @Nullable Instant publishedAt,
        long version) {

    ProductPage with(List<Variant> forSale) {
        return new ProductPage(
                productId,
                slug,
                slugs,
                status,
                description,
                media,
                forSale,
                ProductOption.of(forSale),
                sales,
                productRating,
                brandLink,
                brandChanged,
                breadcrumbs,
                treeVersion,
                createdAt,
                publishedAt,
                version);
    }

    /// With each variant at the price that a shopper pays.
    ProductPage atPresentPrices() {
        var prices = sales.stream().collect(toMap(Sale::sku, Sale::price));
        return with(
                variants.stream()
                        .map(variant ->
                                prices.containsKey(variant.sku())
                                        ? variant.onSale(prices.get(variant.sku()))
                                        : variant)
                        .toList());
    }

    @JsonIgnore
    String eTag() {
        return eTag("");
    }

    /// Of an answer that shows more.
    ///
    /// @param rest letters and digits that change with what else is shown
    String eTag(String rest) {
        return new EntityTag(productId.value(), version)
                .with(productRating.digest() + "c" + (treeVersion + 1) + "b" + brandChanged + rest);
    }
}

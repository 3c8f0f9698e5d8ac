package io.cartulary.query.search.product;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.cartulary.events.attribute.AttributeDefinition;
import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.query.category.CategoryTree;
import io.cartulary.query.category.CategoryTree.Category;
import io.cartulary.query.listing.Listed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a product's document is made of beside the product itself.
///
/// @param attributes as they are defined, by code
/// @param brands of the products at hand
record Surroundings(
        CategoryTree tree,
        Map<String, AttributeDefinition> attributes,
        Map<BrandId, Listed<BrandId>> brands) {

    /// Of a batch that makes no document.
    static final Surroundings NONE = of(CategoryTree.NONE, Map.of());

    static Surroundings of(CategoryTree tree, Map<String, AttributeDefinition> attributes) {
        return new Surroundings(tree, attributes, Map.of());
    }

    Surroundings with(List<Listed<BrandId>> brands) {
        return new Surroundings(
                tree, attributes, brands.stream().collect(toMap(Listed::id, identity())));
    }

    /// Codes of attributes that are defined otherwise. No product has values of an attribute that
    /// was not defined before.
    Set<String> redefinedSince(Surroundings before) {
        return before.attributes.keySet().stream()
                .filter(code -> !before.attributes.get(code).equals(attributes.get(code)))
                .collect(toSet());
    }

    /// Nothing for a product whose brand shoppers do not see.
    Optional<Listed<BrandId>> brandOf(ProductDescription product) {
        return Optional.ofNullable(product.brand()).map(brands::get).filter(Listed::active);
    }

    /// Each of the categories it stands in with those above, from the top down, as far as shoppers
    /// see them.
    List<List<Category>> pathsOf(ProductDescription product) {
        return product.categories().stream()
                .map(tree::shownPathTo)
                .filter(path -> !path.isEmpty())
                .toList();
    }
}

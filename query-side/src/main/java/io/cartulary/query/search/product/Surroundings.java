package io.cartulary.query.search.product;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.query.category.CategoryTree;
import io.cartulary.query.category.CategoryTree.Category;
import io.cartulary.query.listing.Listed;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a product's document is made of beside the product itself.
///
/// @param brands of the products at hand
record Surroundings(CategoryTree tree, Map<BrandId, Listed<BrandId>> brands) {

    static Surroundings of(CategoryTree tree, List<Listed<BrandId>> brands) {
        return new Surroundings(tree, brands.stream().collect(toMap(Listed::id, identity())));
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

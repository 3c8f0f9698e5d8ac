package io.cartulary.query.category;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.query.category.CategoryTree.Category;
import java.util.List;
import java.util.Map;

/// One category as its page shows it.
///
/// @param slug in all languages that have none of their own
/// @param slugs of languages that have one of their own
/// @param above those above it, from the top down
/// @param below those directly below it, in the order the shop chose
record CategoryPage(
        CategoryId categoryId,
        String slug,
        Map<String, String> slugs,
        @JsonUnwrapped PageDescription description,
        List<CategoryLink> above,
        List<CategoryLink> below) {

    static CategoryPage of(Category category, CategoryTree tree, List<Category> below) {
        return new CategoryPage(
                category.id(),
                category.slug(),
                category.slugs().byLanguage(),
                category.description(),
                tree.pathTo(category.id()).stream()
                        .filter(other -> !other.equals(category))
                        .map(CategoryLink::of)
                        .toList(),
                below.stream().map(CategoryLink::of).toList());
    }
}

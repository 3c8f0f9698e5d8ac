package io.cartulary.query.category;

import io.cartulary.query.category.CategoryQuery.*;
import io.cartulary.query.category.CategoryTree.Category;
import io.cartulary.query.category.PresentCategories.Present;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/// Answers [CategoryQuery].
@Component
class CategoryReadModel {

    private final PresentCategories categories;

    CategoryReadModel(PresentCategories categories) {
        this.categories = categories;
    }

    @QueryHandler
    Optional<FoundCategory> answer(FindCategory query) {
        var known = categories.read();
        return known.find(query.idOrSlug())
                .filter(category -> !known.tree().shownPathTo(category.id()).isEmpty())
                .map(category ->
                        new FoundCategory(
                                CategoryPage.of(
                                        category,
                                        known.tree(),
                                        known.tree()
                                                .below(category.id())
                                                .filter(Category::active)
                                                .toList()),
                                category.slugs().insteadOf(query.idOrSlug()).orElse(null),
                                known.version()));
    }

    @QueryHandler
    Optional<AdministeredCategory> answer(FindCategoryForStaff query) {
        var known = categories.read();
        return known.find(query.idOrSlug()).map(category -> forStaff(category, known));
    }

    @QueryHandler
    List<AdministeredCategory> answer(ListCategories query) {
        var known = categories.read();
        return known.tree().inOrder().map(category -> forStaff(category, known)).toList();
    }

    private static AdministeredCategory forStaff(Category category, Present known) {
        var below = known.tree().below(category.id()).toList();
        return new AdministeredCategory(
                CategoryPage.of(category, known.tree(), below),
                category.parentId(),
                category.active(),
                known.version());
    }
}

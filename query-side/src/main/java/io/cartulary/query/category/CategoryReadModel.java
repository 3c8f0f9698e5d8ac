package io.cartulary.query.category;

import io.cartulary.events.catalog.CategoryId;
import io.cartulary.query.category.CategoryQuery.*;
import io.cartulary.query.category.CategoryTree.Category;
import io.cartulary.query.category.PresentCategories.Present;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Answers [CategoryQuery].
@Component
class CategoryReadModel {

    private final JdbcClient database;
    private final PresentCategories categories;

    CategoryReadModel(@Qualifier("readModels") JdbcClient database, PresentCategories categories) {
        this.database = database;
        this.categories = categories;
    }

    @QueryHandler
    Optional<FoundCategory> answer(FindCategory query) {
        var known = categories.read();
        return find(query.idOrSlug(), known)
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
                                isPresentAddress(category, query.idOrSlug())
                                        ? null
                                        : category.slug(),
                                known.version()));
    }

    @QueryHandler
    Optional<AdministeredCategory> answer(FindCategoryForStaff query) {
        var known = categories.read();
        return find(query.idOrSlug(), known).map(category -> forStaff(category, known));
    }

    @QueryHandler
    List<AdministeredCategory> answer(ListCategories query) {
        var known = categories.read();
        return known.tree().inOrder().map(category -> forStaff(category, known)).toList();
    }

    private Optional<Category> find(String idOrSlug, Present known) {
        return known.tree().byId().values().stream()
                .filter(category -> isPresentAddress(category, idOrSlug))
                .findFirst()
                .or(() -> known.tree().find(formerly(idOrSlug, known.schema())));
    }

    private @Nullable CategoryId formerly(String slug, String schema) {
        return CategoryTables.having(database, schema, slug);
    }

    private static boolean isPresentAddress(Category category, String idOrSlug) {
        return idOrSlug.equals(category.id().value()) || idOrSlug.equals(category.slug());
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

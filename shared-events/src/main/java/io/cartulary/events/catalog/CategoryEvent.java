package io.cartulary.events.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.StoredAs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that can happen to the tree of categories, which is one aggregate.
public sealed interface CategoryEvent extends DomainEvent {

    /// Identifies the shop's tree.
    String TREE = "category-tree";

    @Override
    @JsonIgnore
    default String aggregateId() {
        return TREE;
    }

    /// A category came below another, or below none, as the last one there. Source:
    /// `CreateCategory`.
    @StoredAs(name = "category.CategoryCreated", revision = 1)
    record CategoryCreated(
            CategoryId categoryId,
            @Nullable CategoryId parentId,
            String slug,
            PageDescription description)
            implements CategoryEvent {}

    /// What is shown of it changed. Source: `DescribeCategory`.
    @StoredAs(name = "category.CategoryDescribed", revision = 1)
    record CategoryDescribed(CategoryId categoryId, PageDescription description)
            implements CategoryEvent {}

    /// Its page has another address; the former one leads there. Source: `GiveCategorySlug`.
    ///
    /// @param language none for all that have no slug of their own
    @StoredAs(name = "category.CategorySlugGiven", revision = 1)
    record CategorySlugGiven(CategoryId categoryId, @Nullable String language, String slug)
            implements CategoryEvent {}

    /// It stands, with all that is below it, below another category or, without one, below none, as
    /// the last one there. Source: `MoveCategory`.
    @StoredAs(name = "category.CategoryMoved", revision = 1)
    record CategoryMoved(CategoryId categoryId, @Nullable CategoryId parentId)
            implements CategoryEvent {}

    /// The categories below one, or below none, are shown in this order from now on. Source:
    /// `ArrangeCategories`.
    @StoredAs(name = "category.CategoriesArranged", revision = 1)
    record CategoriesArranged(@Nullable CategoryId parentId, List<CategoryId> categoryIds)
            implements CategoryEvent {}

    /// Shoppers see it again. Source: `ActivateCategory`.
    @StoredAs(name = "category.CategoryActivated", revision = 1)
    record CategoryActivated(CategoryId categoryId) implements CategoryEvent {}

    /// Shoppers see neither it nor what is below it. Source: `DeactivateCategory`.
    @StoredAs(name = "category.CategoryDeactivated", revision = 1)
    record CategoryDeactivated(CategoryId categoryId) implements CategoryEvent {}

    /// It is gone; no product is in it any more, and another category may have its slugs. Source:
    /// `RemoveCategory`.
    @StoredAs(name = "category.CategoryRemoved", revision = 1)
    record CategoryRemoved(CategoryId categoryId) implements CategoryEvent {}
}

package io.cartulary.command.category;

import io.cartulary.events.catalog.CategoryEvent;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.eventstore.deciding.ReadOnlyCommand;
import java.util.List;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/// Everything one can ask of the tree of categories.
public sealed interface CategoryCommand {

    @TargetAggregateIdentifier
    default String tree() {
        return CategoryEvent.TREE;
    }

    /// @param parentId below which it is to stand; none for one below none
    /// @param slug of its page; made of its name where none is given
    record CreateCategory(
            CategoryId categoryId,
            @Nullable CategoryId parentId,
            @Nullable String slug,
            PageDescription description)
            implements CategoryCommand {}

    record DescribeCategory(CategoryId categoryId, PageDescription description)
            implements CategoryCommand {}

    /// The former slug stays its own, and leads to it.
    ///
    /// @param language none for the slug of all languages that have none of their own
    record GiveCategorySlug(CategoryId categoryId, @Nullable String language, String slug)
            implements CategoryCommand {}

    /// Takes all that is below it along.
    ///
    /// @param parentId none to have it stand below none
    record MoveCategory(CategoryId categoryId, @Nullable CategoryId parentId)
            implements CategoryCommand {}

    /// @param categoryIds of all that stand below `parentId`, in the order they are to be shown in
    record ArrangeCategories(@Nullable CategoryId parentId, List<CategoryId> categoryIds)
            implements CategoryCommand {}

    record ActivateCategory(CategoryId categoryId) implements CategoryCommand {}

    record DeactivateCategory(CategoryId categoryId) implements CategoryCommand {}

    record RemoveCategory(CategoryId categoryId) implements CategoryCommand {}

    /// Refused unless there are all of them.
    @ReadOnlyCommand
    record RequireCategories(Set<CategoryId> categoryIds) implements CategoryCommand {}
}

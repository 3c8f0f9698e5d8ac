package io.cartulary.query.category;

/// Everything one can ask about categories, beside the tree with its counts, which a search
/// answers.
sealed interface CategoryQuery {

    /// One that shoppers see, as a [FoundCategory].
    ///
    /// @param idOrSlug for example `category-0197…` or `toners`
    record FindCategory(String idOrSlug) implements CategoryQuery {}

    /// One in any state, as an [AdministeredCategory].
    record FindCategoryForStaff(String idOrSlug) implements CategoryQuery {}

    /// All of them as [AdministeredCategory], each with those below it behind it.
    record ListCategories() implements CategoryQuery {}
}

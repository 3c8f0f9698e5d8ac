package io.cartulary.query.collection;

/// Everything one can ask about collections, beside the products in them, which a search answers.
sealed interface CollectionQuery {

    /// One that shoppers see, as a [FoundCollection].
    ///
    /// @param idOrSlug for example `collection-0197…` or `summer-care`
    record FindCollection(String idOrSlug) implements CollectionQuery {}

    /// What is in one that shoppers see, as a [CollectionContent].
    record FindContent(String idOrSlug) implements CollectionQuery {}

    /// One in any state, as an [AdministeredCollection].
    record FindCollectionForStaff(String idOrSlug) implements CollectionQuery {}

    /// All that shoppers see as [ShownCollections], with what is in each.
    record ListShownCollections() implements CollectionQuery {}

    /// All of them as [AdministeredCollection] without their contents, in the same order.
    record ListCollections() implements CollectionQuery {}
}

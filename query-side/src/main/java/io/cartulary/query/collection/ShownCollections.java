package io.cartulary.query.collection;

import java.util.List;

/// The collections that shoppers see, in the order the shop chose.
///
/// @param version grows with every change of any
public record ShownCollections(long version, List<ShownCollection> all) {

    /// @param content what is in it
    public record ShownCollection(CollectionLink link, CollectionContent content) {}
}

package io.cartulary.command.collection;

import io.cartulary.events.catalog.CollectionEvent;
import io.cartulary.events.catalog.CollectionId;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.events.catalog.ProductCriteria;
import io.cartulary.events.catalog.ProductId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/// Everything one can ask of the shop's collections.
public sealed interface CollectionCommand {

    @TargetAggregateIdentifier
    default String collections() {
        return CollectionEvent.COLLECTIONS;
    }

    /// @param slug of its page; made of its name where none is given
    record CreateCollection(
            CollectionId collectionId, @Nullable String slug, PageDescription description)
            implements CollectionCommand {}

    record DescribeCollection(CollectionId collectionId, PageDescription description)
            implements CollectionCommand {}

    /// The former slug stays its own, and leads to it.
    record GiveCollectionSlug(CollectionId collectionId, String slug)
            implements CollectionCommand {}

    /// In place of what was in it, or of its rule.
    ///
    /// @param products in the order they are to be shown in
    record CollectProducts(CollectionId collectionId, List<ProductId> products)
            implements CollectionCommand {}

    /// In place of another rule, or of products that were put in by hand.
    record CollectByRule(CollectionId collectionId, ProductCriteria rule)
            implements CollectionCommand {}

    /// @param collectionIds of those that are to be shown first, in this order
    record ArrangeCollections(List<CollectionId> collectionIds) implements CollectionCommand {}

    record ActivateCollection(CollectionId collectionId) implements CollectionCommand {}

    record DeactivateCollection(CollectionId collectionId) implements CollectionCommand {}

    record RemoveCollection(CollectionId collectionId) implements CollectionCommand {}
}

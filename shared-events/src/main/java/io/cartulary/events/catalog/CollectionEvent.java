package io.cartulary.events.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.StoredAs;
import java.util.List;

/// Everything that can happen to the shop's collections of products, which are one aggregate.
public sealed interface CollectionEvent extends DomainEvent {

    /// Identifies all collections of the shop.
    String COLLECTIONS = "collections";

    @Override
    @JsonIgnore
    default String aggregateId() {
        return COLLECTIONS;
    }

    /// A collection came to the shop, as the last one and without products. Source:
    /// `CreateCollection`.
    @StoredAs(name = "collection.CollectionCreated", revision = 1)
    record CollectionCreated(CollectionId collectionId, String slug, PageDescription description)
            implements CollectionEvent {}

    /// What is shown of it changed. Source: `DescribeCollection`.
    @StoredAs(name = "collection.CollectionDescribed", revision = 1)
    record CollectionDescribed(CollectionId collectionId, PageDescription description)
            implements CollectionEvent {}

    /// Its page has another address; the former one leads there. Source: `GiveCollectionSlug`.
    @StoredAs(name = "collection.CollectionSlugGiven", revision = 1)
    record CollectionSlugGiven(CollectionId collectionId, String slug) implements CollectionEvent {}

    /// These products are in it, in this order, and no others. Source: `CollectProducts`.
    @StoredAs(name = "collection.ProductsCollected", revision = 1)
    record ProductsCollected(CollectionId collectionId, List<ProductId> products)
            implements CollectionEvent {}

    /// All products that meet these criteria are in it from now on, and no others. Source:
    /// `CollectByRule`.
    @StoredAs(name = "collection.RuleAgreed", revision = 1)
    record RuleAgreed(CollectionId collectionId, ProductCriteria rule) implements CollectionEvent {}

    /// These collections come first from now on, in this order, and the others after them as they
    /// were. Source: `ArrangeCollections`.
    @StoredAs(name = "collection.CollectionsArranged", revision = 1)
    record CollectionsArranged(List<CollectionId> collectionIds) implements CollectionEvent {}

    /// Shoppers see it again. Source: `ActivateCollection`.
    @StoredAs(name = "collection.CollectionActivated", revision = 1)
    record CollectionActivated(CollectionId collectionId) implements CollectionEvent {}

    /// Shoppers do not see it any more. Source: `DeactivateCollection`.
    @StoredAs(name = "collection.CollectionDeactivated", revision = 1)
    record CollectionDeactivated(CollectionId collectionId) implements CollectionEvent {}

    /// It is gone, and another collection may have its slugs. Source: `RemoveCollection`.
    @StoredAs(name = "collection.CollectionRemoved", revision = 1)
    record CollectionRemoved(CollectionId collectionId) implements CollectionEvent {}
}

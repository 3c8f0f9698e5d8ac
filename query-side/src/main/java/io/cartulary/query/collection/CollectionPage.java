package io.cartulary.query.collection;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cartulary.events.catalog.CollectionId;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.query.listing.Listed;

/// One collection as its page shows it.
record CollectionPage(
        CollectionId collectionId, String slug, @JsonUnwrapped PageDescription description) {

    static CollectionPage of(Listed<CollectionId> collection) {
        return new CollectionPage(collection.id(), collection.slug(), collection.description());
    }
}

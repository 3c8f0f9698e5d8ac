package io.cartulary.query.collection;

import io.cartulary.events.catalog.CollectionId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.media.MediaId;
import io.cartulary.query.listing.Listed;
import org.jspecify.annotations.Nullable;

/// What leads to a collection.
public record CollectionLink(
        CollectionId collectionId, String slug, LocalizedText name, @Nullable MediaId picture) {

    static CollectionLink of(Listed<CollectionId> collection) {
        return new CollectionLink(
                collection.id(),
                collection.slug(),
                collection.description().name(),
                collection.description().picture());
    }
}

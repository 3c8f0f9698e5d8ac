package io.cartulary.query.collection;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cartulary.events.catalog.CollectionId;
import io.cartulary.query.listing.Listed;
import org.jspecify.annotations.Nullable;

/// One collection as staff see it.
///
/// @param active whether shoppers see it
/// @param content absent in lists
/// @param version of all collections: it grows with every change of any
record AdministeredCollection(
        @JsonUnwrapped CollectionPage page,
        boolean active,
        @Nullable CollectionContent content,
        long version) {

    static AdministeredCollection of(
            Listed<CollectionId> collection, @Nullable CollectionContent content) {
        return new AdministeredCollection(
                CollectionPage.of(collection), collection.active(), content, collection.version());
    }
}

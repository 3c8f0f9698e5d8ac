package io.cartulary.query.listing;

import io.cartulary.events.catalog.PageDescription;

/// One of those that are listed.
///
/// @param version of all of its kind: it grows with every change of any
public record Listed<I>(
        I id, String slug, PageDescription description, boolean active, long version) {

    /// Whether `idOrSlug` leads to it, and is not a former slug.
    public boolean isAt(String idOrSlug) {
        return idOrSlug.equals(id.toString()) || idOrSlug.equals(slug);
    }
}

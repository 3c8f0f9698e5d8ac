package io.cartulary.query.search;

import io.cartulary.query.projection.Storage;

/// An index, and the tables its documents are made from.
///
/// @param definition names the file in `search/` that describes the index
public record IndexStorage(SearchIndex index, String definition, Storage tables)
        implements Storage {

    @Override
    public void create() {
        tables.create();
        index.create(definition);
    }

    @Override
    public void beforeLive() {
        tables.beforeLive();
        index.refresh();
    }

    @Override
    public void drop() {
        index.drop();
        tables.drop();
    }
}

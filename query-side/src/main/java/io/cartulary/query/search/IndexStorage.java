package io.cartulary.query.search;

import io.cartulary.query.projection.Storage;
import io.cartulary.query.projection.comparison.Contents;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// An index, and the tables its documents are made from.
///
/// @param definition names the file in `search/` that describes the index
/// @param undetermined fields of documents whose values also depend on when batches began and ended
public record IndexStorage(
        SearchIndex index, String definition, Storage tables, Set<String> undetermined)
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
    public List<Contents> contents() {
        return Stream.concat(Stream.of(index.contents(undetermined)), tables.contents().stream())
                .toList();
    }

    @Override
    public void drop() {
        index.drop();
        tables.drop();
    }
}

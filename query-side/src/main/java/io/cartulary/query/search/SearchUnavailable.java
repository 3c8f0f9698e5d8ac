package io.cartulary.query.search;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Elasticsearch does not answer, is too busy, or its index is not there (yet). It passes: readers
/// try again, projections wait.
final class SearchUnavailable extends UncheckedIOException {

    SearchUnavailable(IOException cause) {
        super("Elasticsearch does not answer", cause);
    }

    SearchUnavailable(ElasticsearchException cause) {
        super("Elasticsearch does not answer", new IOException(cause));
    }
}

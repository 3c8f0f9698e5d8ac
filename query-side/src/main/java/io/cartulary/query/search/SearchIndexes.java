package io.cartulary.query.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import io.cartulary.query.projection.Generation;
import org.springframework.stereotype.Component;

/// The indexes of this shop: what it names begins with its prefix, and it touches nothing else.
@Component
public class SearchIndexes {

    private final ElasticsearchClient elasticsearch;
    private final String prefix;

    SearchIndexes(ElasticsearchClient elasticsearch, SearchProperties properties) {
        this.elasticsearch = elasticsearch;
        this.prefix = properties.indexPrefix();
    }

    public SearchIndex of(Generation generation) {
        return new SearchIndex(elasticsearch, nameOf(generation));
    }

    /// Those of all generations that a projection has.
    public String namesOf(String projection) {
        return "%s%s-g*".formatted(prefix, projection);
    }

    /// For example `cartulary-products-g3`.
    public String nameOf(Generation generation) {
        return "%s%s-g%d".formatted(prefix, generation.projection(), generation.number());
    }
}

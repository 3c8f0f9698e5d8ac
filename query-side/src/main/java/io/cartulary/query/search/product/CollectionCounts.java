package io.cartulary.query.search.product;

import static java.util.stream.Collectors.toMap;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.cartulary.query.collection.ShownCollections.ShownCollection;
import io.cartulary.query.search.SearchIndex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// How many published products are in each collection.
@Component
class CollectionCounts {

    private static final String COLLECTIONS = "collections";

    private final ElasticsearchClient elasticsearch;

    CollectionCounts(ElasticsearchClient elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    /// By the identifier of the collection, in one question for all of them.
    Map<String, Long> in(String index, List<ShownCollection> collections) {
        if (collections.isEmpty()) {
            return Map.of();
        }
        var contents =
                collections.stream()
                        .collect(
                                toMap(
                                        shown -> shown.link().collectionId().value(),
                                        CollectionCounts::content));
        var response =
                SearchIndex.onElasticsearch(() ->
                        elasticsearch.search(
                                s ->
                                        s.index(index)
                                                .size(0)
                                                .trackTotalHits(t -> t.enabled(false))
                                                .aggregations(
                                                        COLLECTIONS,
                                                        a ->
                                                                a.filters(f ->
                                                                        f.filters(b ->
                                                                                b.keyed(
                                                                                        contents)))),
                                Void.class));
        var counts = new HashMap<String, Long>();
        response.aggregations()
                .get(COLLECTIONS)
                .filters()
                .buckets()
                .keyed()
                .forEach((collection, bucket) -> counts.put(collection, bucket.docCount()));
        return counts;
    }

    private static Query content(ShownCollection shown) {
        return Query.of(q -> q.bool(b -> b.filter(CollectionFilter.of(shown.content()))));
    }
}

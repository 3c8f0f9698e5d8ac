package io.cartulary.query.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import io.cartulary.query.projection.comparison.Contents;
import java.util.List;
import java.util.Set;

/// The documents of one index.
///
/// @param undetermined fields whose values do not follow from the events alone
record IndexContents(ElasticsearchClient client, String index, Set<String> undetermined)
        implements Contents {

    @Override
    public List<String> tables() {
        return List.of(FrozenIndexes.DOCUMENTS);
    }

    @Override
    public Frozen freezeWith(Contents rebuilt) {
        if (!(rebuilt instanceof IndexContents other)) {
            throw new IllegalArgumentException("documents are compared with documents");
        }
        var live = FrozenIndex.open(this);
        try {
            return new FrozenIndexes(live, FrozenIndex.open(other));
        } catch (RuntimeException e) {
            live.close();
            throw e;
        }
    }
}

package io.cartulary.query.search;

import static java.util.stream.Collectors.toMap;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.search.TrackHits;
import io.cartulary.query.projection.comparison.Contents;
import io.cartulary.web.page.TotalCount;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;

/// The index of one generation of one projection, for example `cartulary-products-g3`.
public final class SearchIndex {

    private final ElasticsearchClient client;
    private final String name;

    SearchIndex(ElasticsearchClient client, String name) {
        this.client = client;
        this.name = name;
    }

    String name() {
        return name;
    }

    /// Makes the index as the file `search/<definition>` describes it. One that a crash left is
    /// empty and is taken; one with documents is somebody else's.
    public void create(String definition) {
        onElasticsearch(() -> {
            if (client.indices().exists(index -> index.index(name)).value()) {
                client.indices().refresh(index -> index.index(name));
                if (client.count(count -> count.index(name)).count() > 0) {
                    throw new IllegalStateException(
                            ("Index %s holds documents that this shop did not write. Remove it if "
                                            + "no other shop uses it, or give this shop a "
                                            + "cartulary.search.index-prefix of its own")
                                    .formatted(name));
                }
                return null;
            }
            var json =
                    new ClassPathResource("search/" + definition)
                            .getContentAsString(StandardCharsets.UTF_8);
            client.indices().create(index -> index.withJson(new StringReader(json)).index(name));
            return null;
        });
    }

    /// Writes all or fails: a document that is refused stops the projection rather than being left
    /// out.
    public void write(List<BulkOperation> operations) {
        if (operations.isEmpty()) {
            return;
        }
        var response =
                onElasticsearch(() -> client.bulk(bulk -> bulk.index(name).operations(operations)));
        if (response.errors()) {
            var refused =
                    response.items().stream().filter(item -> item.error() != null).findFirst();
            throw new IllegalStateException(
                    "Index %s refused %s: %s"
                            .formatted(
                                    name,
                                    refused.map(item -> item.id()).orElse("a document"),
                                    refused.map(item -> item.error().reason()).orElse("unknown")));
        }
    }

    /// Documents by their id, as they were last written; of those that are there.
    public <T> Map<String, T> read(List<String> ids, Class<T> type) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        var response = onElasticsearch(() -> client.mget(m -> m.index(name).ids(ids), type));
        return response.docs().stream()
                .filter(document -> document.isResult() && document.result().found())
                .collect(
                        toMap(
                                document -> document.result().id(),
                                document -> document.result().source()));
    }

    /// Makes everything that was written visible to searches.
    public void refresh() {
        onElasticsearch(() -> client.indices().refresh(index -> index.index(name)));
    }

    /// Its documents.
    ///
    /// @param undetermined fields whose values do not follow from the events alone
    public Contents contents(Set<String> undetermined) {
        return new IndexContents(client, name, undetermined);
    }

    public void drop() {
        onElasticsearch(
                () -> client.indices().delete(index -> index.index(name).ignoreUnavailable(true)));
    }

    public static TrackHits counted(TotalCount total) {
        return TrackHits.of(t ->
                switch (total) {
                    case ESTIMATE -> t.count(TotalCount.ESTIMATED);
                    case EXACT -> t.enabled(true);
                });
    }

    public static long total(SearchResponse<?> response) {
        var total = response.hits().total();
        return total == null ? 0 : total.value();
    }

    public static <T> T onElasticsearch(Call<T> call) {
        try {
            return call.run();
        } catch (ElasticsearchException e) {
            // 404: the index is not there yet; 429 and 5xx: the node is busy or goes away.
            if (e.status() == 404 || e.status() == 429 || e.status() >= 500) {
                throw new SearchUnavailable(e);
            }
            throw e;
        } catch (IOException e) {
            throw new SearchUnavailable(e);
        }
    }

    @FunctionalInterface
    public interface Call<T> {
        T run() throws IOException;
    }
}

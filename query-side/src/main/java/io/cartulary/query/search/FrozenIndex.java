package io.cartulary.query.search;

import static io.cartulary.query.search.SearchIndex.onElasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Hit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The documents of an index as they were at one moment, a page at a time.
final class FrozenIndex implements AutoCloseable {

    private static final String KEPT_BETWEEN_PAGES = "10m";
    private static final int PAGE = 500;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private final ElasticsearchClient client;
    private final Set<String> undetermined;
    private final String pointInTime;

    private FrozenIndex(ElasticsearchClient client, Set<String> undetermined, String pointInTime) {
        this.client = client;
        this.undetermined = undetermined;
        this.pointInTime = pointInTime;
    }

    static FrozenIndex open(IndexContents contents) {
        var client = contents.client();
        return onElasticsearch(() -> {
            client.indices().refresh(index -> index.index(contents.index()));
            var opened =
                    client.openPointInTime(pit ->
                            pit.index(contents.index())
                                    .keepAlive(keep -> keep.time(KEPT_BETWEEN_PAGES)));
            return new FrozenIndex(client, contents.undetermined(), opened.id());
        });
    }

    /// Fields by name, in their order, without the undetermined ones.
    void eachPage(Consumer<Map<String, Map<String, Object>>> page) {
        var after = List.<FieldValue>of();
        while (true) {
            var hits = search(Query.of(q -> q.matchAll(all -> all)), after);
            if (hits.isEmpty()) {
                return;
            }
            page.accept(documents(hits));
            after = hits.getLast().sort();
        }
    }

    /// Of those ids, the documents that are there.
    Map<String, Map<String, Object>> find(Collection<String> ids) {
        return documents(
                search(
                        Query.of(q -> q.ids(wanted -> wanted.values(new ArrayList<>(ids)))),
                        List.of()));
    }

    /// The sum of 64 bits a document does not depend on their order.
    Checksum checksum() {
        var sum = new long[2];
        eachPage(page -> {
            sum[0] += page.size();
            page.forEach((id, fields) -> sum[1] += hash(id, fields));
        });
        return new Checksum(sum[0], sum[1]);
    }

    record Checksum(long documents, long sum) {}

    @SuppressWarnings({"rawtypes", "unchecked"})
    private List<Hit<Map>> search(Query query, List<FieldValue> after) {
        var request =
                SearchRequest.of(search -> {
                    search.pit(pit ->
                                    pit.id(pointInTime)
                                            .keepAlive(keep -> keep.time(KEPT_BETWEEN_PAGES)))
                            .query(query)
                            .trackTotalHits(total -> total.enabled(false))
                            .size(PAGE)
                            .sort(sort ->
                                    sort.field(field ->
                                            field.field("_shard_doc").order(SortOrder.Asc)));
                    return after.isEmpty() ? search : search.searchAfter(after);
                });
        return onElasticsearch(() -> client.search(request, Map.class)).hits().hits();
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private Map<String, Map<String, Object>> documents(List<Hit<Map>> hits) {
        var documents = new LinkedHashMap<String, Map<String, Object>>();
        for (var hit : hits) {
            var fields = new TreeMap<String, Object>((Map<String, Object>) hit.source());
            fields.keySet().removeAll(undetermined);
            fields.values().removeIf(Objects::isNull); // as if it were not there
            documents.put(hit.id(), fields);
        }
        return documents;
    }

    /// The same text for the same value, whatever the order of its members.
    static String text(Object value) {
        return value instanceof String text ? text : JSON.writeValueAsString(value);
    }

    private static long hash(String id, Map<String, Object> fields) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(id.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return ByteBuffer.wrap(digest.digest(JSON.writeValueAsBytes(fields))).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            onElasticsearch(() -> client.closePointInTime(pit -> pit.id(pointInTime)));
        } catch (SearchUnavailable _) {
            // it ends by itself
        }
    }
}

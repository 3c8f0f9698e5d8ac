package io.cartulary.benchmarks.relevance;

import io.cartulary.benchmarks.client.HttpConnection;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/// Elasticsearch as it comes: the lines of a product file with the mapping that it chooses for
/// them, and one query over all fields. It is an index beside those of the shop, until it is
/// closed.
final class PlainIndex implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NO_HEADERS = "";

    private final String path = "/relevance-" + UUID.randomUUID();
    private final HttpConnection elasticsearch;

    /// @param products each a JSON object with a `slug`
    PlainIndex(URI elasticsearch, Collection<String> products) throws IOException {
        var login = elasticsearch.getUserInfo().getBytes(StandardCharsets.UTF_8);
        this.elasticsearch =
                new HttpConnection(
                        elasticsearch,
                        "Authorization: Basic %s\r\n"
                                .formatted(Base64.getEncoder().encodeToString(login)));
        this.elasticsearch.send("PUT", path, NO_HEADERS, "{}").accepted("create");
        var bulk = new StringBuilder();
        products.forEach(product -> bulk.append("{\"index\":{}}\n").append(product).append('\n'));
        var answer =
                this.elasticsearch
                        .send("POST", path + "/_bulk?refresh=true", NO_HEADERS, bulk.toString())
                        .accepted("bulk");
        if (JSON.readTree(answer.body()).path("errors").asBoolean(true)) {
            close();
            throw new IOException("Elasticsearch refused products: " + answer.text());
        }
    }

    /// Slugs of products, the best first.
    List<String> search(String text, int most) throws IOException {
        var query =
                Map.of(
                        "size", most,
                        "_source", List.of("slug"),
                        "query",
                                Map.of(
                                        "multi_match",
                                        Map.of(
                                                "query",
                                                text,
                                                "fields",
                                                List.of("*"),
                                                "lenient",
                                                true)));
        var answer =
                elasticsearch
                        .send("POST", path + "/_search", NO_HEADERS, JSON.writeValueAsString(query))
                        .accepted("search");
        return JSON.readTree(answer.body())
                .at("/hits/hits")
                .valueStream()
                .map(hit -> hit.at("/_source/slug").asString())
                .toList();
    }

    @Override
    public void close() throws IOException {
        elasticsearch.send("DELETE", path, NO_HEADERS, null).accepted("delete");
        elasticsearch.close();
    }
}

package io.cartulary.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import io.cartulary.embedded.parts.SharedParts;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.comparison.TableDifference;
import io.cartulary.query.projection.comparison.TableDifference.ColumnDifference;
import io.cartulary.query.projection.comparison.TableDifference.Example;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two shops on one Elasticsearch.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchIndexesTest {

    private static final Generation FIRST = new Generation("orders", 1);
    private static final String DEFINITION = "orders.json";
    private static final Set<String> SHOWN_LAST = Set.of("progress");

    private final SearchConfiguration configuration = new SearchConfiguration();
    private Rest5Client connection;
    private ElasticsearchClient client;

    @BeforeAll
    void connect() {
        connection = configuration.elasticsearchConnection(properties("any-"));
        client = configuration.elasticsearch(connection);
    }

    @AfterAll
    void disconnect() throws IOException {
        connection.close();
    }

    @Test
    void keep_what_each_wrote_when_the_other_removes_its_own() throws IOException {
        var index = shop("shop-a-").of(FIRST);
        var ofAnother = shop("shop-b-").of(FIRST);
        for (var each : List.of(index, ofAnother)) {
            each.create(DEFINITION);
            write(each);
        }
        assertThat(ofAnother.name()).isEqualTo("shop-b-orders-g1");

        index.drop();

        assertThat(exists(index)).isFalse();
        assertThat(client.count(count -> count.index(ofAnother.name())).count()).isOne();
    }

    @Test
    void do_not_write_into_an_index_that_the_other_filled() {
        var index = shop("shop-c-").of(FIRST);
        index.create(DEFINITION);
        index.create(DEFINITION); // a crash may have left it
        write(index);

        assertThatIllegalStateException()
                .isThrownBy(() -> shop("shop-c-").of(FIRST).create(DEFINITION))
                .withMessageContaining("shop-c-orders-g1")
                .withMessageContaining("cartulary.search.index-prefix");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a*", "-a", "_a", "A-", "a,b", "a/b", "a b"})
    void have_a_prefix_that_can_name_no_other(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> properties(prefix))
                .withMessageContaining("cartulary.search.index-prefix");
    }

    @Test
    void may_have_no_prefix() {
        assertThat(shop("").nameOf(FIRST)).isEqualTo("orders-g1");
    }

    @Test
    void of_two_generations_are_compared_as_they_were_at_one_moment() {
        var live = shop("shop-d-").of(FIRST);
        var rebuilt = shop("shop-d-").of(new Generation("orders", 2));
        for (var each : List.of(live, rebuilt)) {
            each.create(DEFINITION);
            // More than a page.
            each.write(
                    IntStream.range(0, 1_200)
                            .mapToObj(
                                    i -> order("order-" + i, Map.of("number", "N" + i, "total", i)))
                            .toList());
        }
        assertThat(compared(live, rebuilt))
                .containsExactly(TableDifference.none("documents", 1_200));

        rebuilt.write(
                List.of(
                        order("order-7", Map.of("number", "N7", "total", 8, "progress", "PLACED")),
                        order("order-new", Map.of("number", "N")),
                        BulkOperation.of(o -> o.delete(d -> d.id("order-8")))));
        List<TableDifference> found;
        try (var frozen = live.contents(SHOWN_LAST).freezeWith(rebuilt.contents(SHOWN_LAST))) {
            live.write(List.of(order("order-9", Map.of("number", "later"))));
            found = frozen.compare();
        }
        assertThat(found)
                .containsExactly(
                        new TableDifference(
                                "documents",
                                1_200,
                                1_200,
                                1,
                                1,
                                1,
                                List.of(new ColumnDifference("total", 1)),
                                found.getFirst().examples()));
        assertThat(found.getFirst().examples())
                .containsExactlyInAnyOrder(
                        new Example("order-7", "total", "7", "8"),
                        new Example("order-8", null, "{\"number\":\"N8\",\"total\":8}", null),
                        new Example("order-new", null, null, "{\"number\":\"N\"}"));
    }

    private static List<TableDifference> compared(SearchIndex live, SearchIndex rebuilt) {
        try (var frozen = live.contents(SHOWN_LAST).freezeWith(rebuilt.contents(SHOWN_LAST))) {
            return frozen.compare();
        }
    }

    private static BulkOperation order(String id, Map<String, Object> fields) {
        return BulkOperation.of(o -> o.index(i -> i.id(id).document(fields)));
    }

    private SearchIndexes shop(String prefix) {
        return new SearchIndexes(client, properties(prefix));
    }

    private static SearchProperties properties(String prefix) {
        return new SearchProperties(
                SharedParts.elasticsearchUrl(), prefix, Duration.ofSeconds(30), null);
    }

    private static void write(SearchIndex index) {
        index.write(List.of(BulkOperation.of(o -> o.index(i -> i.id("one").document(Map.of())))));
        index.refresh();
    }

    private boolean exists(SearchIndex index) throws IOException {
        return client.indices().exists(any -> any.index(index.name())).value();
    }
}

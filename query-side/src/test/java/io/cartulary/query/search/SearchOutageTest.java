package io.cartulary.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SearchOutageTest {

    private static final SearchProperties NOBODY =
            new SearchProperties(
                    URI.create("http://127.0.0.1:1"), "shop-", Duration.ofSeconds(1), "EUR");

    @Test
    void is_answered_to_shoppers_as_something_that_passes() throws Exception {
        var configuration = new SearchConfiguration();
        try (var connection = configuration.elasticsearchConnection(NOBODY)) {
            ElasticsearchClient client = configuration.elasticsearch(connection);

            assertThatThrownBy(() -> new SearchIndex(client, "products-g1").refresh())
                    .isInstanceOfSatisfying(
                            SearchUnavailable.class,
                            failure -> {
                                var answer = new SearchProblems().on(failure);
                                assertThat(answer.getStatusCode().value()).isEqualTo(503);
                                assertThat(answer.getHeaders().getFirst("Retry-After"))
                                        .isNotBlank();
                                assertThat(answer.getBody().getProperties())
                                        .containsEntry("code", "SEARCH_UNAVAILABLE");
                            });
        }
    }
}

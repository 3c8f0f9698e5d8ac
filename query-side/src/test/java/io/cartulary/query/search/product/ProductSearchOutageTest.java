package io.cartulary.query.search.product;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ProductSearchOutageTest {

    @Test
    void is_no_fault_of_the_question() throws Exception {
        var mapper = new Jackson3JsonpMapper(JsonMapper.builder().build());
        try (var connection = Rest5Client.builder(URI.create("http://127.0.0.1:1")).build()) {
            var search =
                    new ProductSearch(
                            new ElasticsearchClient(new Rest5ClientTransport(connection, mapper)),
                            null,
                            null,
                            InstantSource.system(),
                            null,
                            null);

            assertThatThrownBy(() -> search.suggest("products-g1", "rose", "en", 5))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("Elasticsearch does not answer");
        }
    }
}

package io.cartulary.query.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.cartulary.eventstore.format.EventSerialization;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/// The connection to Elasticsearch.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SearchProperties.class)
class SearchConfiguration {

    private static final int CONNECTIONS = 64;
    private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(1);

    /// Connects on first use, so that a search engine that is late does not stop the start.
    @Bean(destroyMethod = "close")
    Rest5Client elasticsearchConnection(SearchProperties properties) {
        var url = properties.url();
        var timeout = Timeout.of(properties.timeout());
        var connection =
                Rest5Client.builder(url)
                        .setConnectionManagerCallback(connections ->
                                connections
                                        .setMaxConnPerRoute(CONNECTIONS)
                                        .setMaxConnTotal(CONNECTIONS))
                        .setConnectionConfigCallback(config ->
                                config.setConnectTimeout(CONNECT_TIMEOUT).setSocketTimeout(timeout))
                        .setRequestConfigCallback(config ->
                                config.setResponseTimeout(timeout)
                                        .setConnectionRequestTimeout(timeout));
        if (url.getUserInfo() != null) {
            var credentials =
                    Base64.getEncoder()
                            .encodeToString(url.getUserInfo().getBytes(StandardCharsets.UTF_8));
            connection.setDefaultHeaders(
                    new Header[] {new BasicHeader("Authorization", "Basic " + credentials)});
        }
        return connection.build();
    }

    @Bean
    ElasticsearchClient elasticsearch(Rest5Client connection) {
        var json =
                JsonMapper.builder()
                        .addModule(EventSerialization.moneyInMinorUnits())
                        .changeDefaultPropertyInclusion(
                                inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
                        .build();
        return new ElasticsearchClient(
                new Rest5ClientTransport(connection, new Jackson3JsonpMapper(json)));
    }
}

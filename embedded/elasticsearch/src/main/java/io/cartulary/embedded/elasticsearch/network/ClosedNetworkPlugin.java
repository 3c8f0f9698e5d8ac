package io.cartulary.embedded.elasticsearch.network;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.elasticsearch.common.io.stream.NamedWriteableRegistry;
import org.elasticsearch.common.network.NetworkService;
import org.elasticsearch.common.settings.ClusterSettings;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.util.BigArrays;
import org.elasticsearch.common.util.PageCacheRecycler;
import org.elasticsearch.common.util.concurrent.ThreadContext;
import org.elasticsearch.http.HttpPreRequest;
import org.elasticsearch.http.HttpServerTransport;
import org.elasticsearch.http.netty4.Netty4HttpServerTransport;
import org.elasticsearch.indices.breaker.CircuitBreakerService;
import org.elasticsearch.telemetry.TelemetryProvider;
import org.elasticsearch.threadpool.ThreadPool;
import org.elasticsearch.transport.Transport;
import org.elasticsearch.transport.netty4.Netty4Plugin;
import org.elasticsearch.transport.netty4.SharedGroupFactory;
import org.elasticsearch.transport.netty4.TLSConfig;
import org.elasticsearch.xcontent.NamedXContentRegistry;

/// Elasticsearch's own network code with a door: HTTP asks for credentials, and nothing listens for
/// other nodes.
public final class ClosedNetworkPlugin extends Netty4Plugin {
    private static final String CREDENTIALS = "ELASTICSEARCH_CREDENTIALS";

    @Override
    public Map<String, Supplier<Transport>> getTransports(
            Settings settings,
            ThreadPool threads,
            PageCacheRecycler pages,
            CircuitBreakerService breakers,
            NamedWriteableRegistry types,
            NetworkService network) {
        return Map.of(
                NETTY_TRANSPORT_NAME,
                () ->
                        new LocalTransport(
                                settings,
                                threads,
                                network,
                                pages,
                                types,
                                breakers,
                                new SharedGroupFactory(settings)));
    }

    @Override
    public Map<String, Supplier<HttpServerTransport>> getHttpTransports(
            Settings settings,
            ThreadPool threads,
            BigArrays arrays,
            PageCacheRecycler pages,
            CircuitBreakerService breakers,
            NamedXContentRegistry content,
            NetworkService network,
            HttpServerTransport.Dispatcher dispatcher,
            BiConsumer<HttpPreRequest, ThreadContext> context,
            ClusterSettings clusterSettings,
            TelemetryProvider telemetry) {
        var door = new BasicAuthentication(System.getenv(CREDENTIALS));
        return Map.of(
                NETTY_HTTP_TRANSPORT_NAME,
                () ->
                        new Netty4HttpServerTransport(
                                settings,
                                network,
                                threads,
                                content,
                                dispatcher,
                                clusterSettings,
                                new SharedGroupFactory(settings),
                                telemetry,
                                TLSConfig.noTLS(),
                                null,
                                door));
    }
}

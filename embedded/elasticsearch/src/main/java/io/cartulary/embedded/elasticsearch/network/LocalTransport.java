package io.cartulary.embedded.elasticsearch.network;

import java.util.Map;
import org.elasticsearch.TransportVersion;
import org.elasticsearch.common.io.stream.NamedWriteableRegistry;
import org.elasticsearch.common.network.NetworkService;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.transport.BoundTransportAddress;
import org.elasticsearch.common.transport.TransportAddress;
import org.elasticsearch.common.util.PageCacheRecycler;
import org.elasticsearch.indices.breaker.CircuitBreakerService;
import org.elasticsearch.threadpool.ThreadPool;
import org.elasticsearch.transport.netty4.Netty4Transport;
import org.elasticsearch.transport.netty4.SharedGroupFactory;

/// Listens to no one: the only node of a cluster talks to itself without a connection, and who
/// could reach a port of this kind would need no password.
final class LocalTransport extends Netty4Transport {
    /// A node has an address, although no one listens there.
    private static final TransportAddress OF_ITSELF =
            new TransportAddress(TransportAddress.META_ADDRESS, 9300);

    LocalTransport(
            Settings settings,
            ThreadPool threads,
            NetworkService network,
            PageCacheRecycler pages,
            NamedWriteableRegistry types,
            CircuitBreakerService breakers,
            SharedGroupFactory groups) {
        super(
                settings,
                TransportVersion.current(),
                threads,
                network,
                pages,
                types,
                breakers,
                groups);
    }

    @Override
    protected void bindServer(ProfileSettings profile) {}

    @Override
    public BoundTransportAddress boundAddress() {
        return new BoundTransportAddress(new TransportAddress[] {OF_ITSELF}, OF_ITSELF);
    }

    @Override
    public Map<String, BoundTransportAddress> profileBoundAddresses() {
        return Map.of();
    }
}

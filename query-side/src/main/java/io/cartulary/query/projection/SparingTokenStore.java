package io.cartulary.query.projection;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.Serializer;

/// Positions are stored often, so that other nodes see how far this one is; a claim that did not
/// move is not written again each time, or idle processors would keep the database busy.
final class SparingTokenStore extends JdbcTokenStore {

    /// Well below the ten seconds after which another node may take a claim over.
    private static final Duration CLAIM_RENEWAL = Duration.ofSeconds(3);

    private final Map<String, Long> renewedAt = new ConcurrentHashMap<>();

    SparingTokenStore(ConnectionProvider connections, Serializer serializer, TokenSchema schema) {
        super(
                JdbcTokenStore.builder()
                        .connectionProvider(connections)
                        .serializer(serializer)
                        .schema(schema));
    }

    @Override
    public void storeToken(TrackingToken token, String processor, int segment) {
        super.storeToken(token, processor, segment);
        renewedAt.put(key(processor, segment), System.nanoTime());
    }

    @Override
    public void extendClaim(String processor, int segment) {
        var last = renewedAt.get(key(processor, segment));
        if (last == null || System.nanoTime() - last > CLAIM_RENEWAL.toNanos()) {
            super.extendClaim(processor, segment);
            renewedAt.put(key(processor, segment), System.nanoTime());
        }
    }

    private static String key(String processor, int segment) {
        return processor + "/" + segment;
    }
}

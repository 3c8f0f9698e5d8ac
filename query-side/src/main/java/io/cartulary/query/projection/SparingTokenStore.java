package io.cartulary.query.projection;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Positions are stored often, so that other nodes see how far this one is; a claim that did not
/// move is not written again each time, or idle processors would keep the database busy.
///
/// Commits here do not wait for the disk. When the database ends in a crash, the last ones are lost
/// with their rows while the processor, which goes on living, believes itself past them. So a
/// position is stored only on top of the one this process stored before; otherwise the claim is
/// given up, and whoever takes it next begins where the database is.
final class SparingTokenStore extends JdbcTokenStore {

    /// Well below the ten seconds after which another node may take a claim over.
    private static final Duration CLAIM_RENEWAL = Duration.ofSeconds(3);

    private final JdbcClient database;
    private final Map<String, Long> renewedAt = new ConcurrentHashMap<>();

    /// By processor and segment: the position as this process stored or found it last.
    private final Map<String, String> positions = new ConcurrentHashMap<>();

    SparingTokenStore(
            DataSource database,
            ConnectionProvider connections,
            Serializer serializer,
            TokenSchema schema) {
        super(
                JdbcTokenStore.builder()
                        .connectionProvider(connections)
                        .serializer(serializer)
                        .schema(schema));
        this.database = JdbcClient.create(database);
    }

    @Override
    public TrackingToken fetchToken(String processor, int segment) {
        return remembered(super.fetchToken(processor, segment), processor, segment);
    }

    @Override
    public TrackingToken fetchToken(String processor, Segment segment) {
        return remembered(super.fetchToken(processor, segment), processor, segment.getSegmentId());
    }

    @Override
    public void storeToken(TrackingToken token, String processor, int segment) {
        requireNothingLost(processor, segment);
        super.storeToken(token, processor, segment);
        remembered(token, processor, segment);
        renewedAt.put(key(processor, segment), System.nanoTime());
    }

    @Override
    public void extendClaim(String processor, int segment) {
        var last = renewedAt.get(key(processor, segment));
        if (last == null || System.nanoTime() - last > CLAIM_RENEWAL.toNanos()) {
            requireNothingLost(processor, segment);
            super.extendClaim(processor, segment);
            renewedAt.put(key(processor, segment), System.nanoTime());
        }
    }

    private TrackingToken remembered(TrackingToken token, String processor, int segment) {
        positions.put(key(processor, segment), text(token));
        return token;
    }

    private void requireNothingLost(String processor, int segment) {
        var key = key(processor, segment);
        var believed = positions.get(key);
        if (believed == null) {
            return;
        }
        var stored =
                database.sql(
                                "select convert_from(token, 'UTF8') from token_entry where processor_name = ? and segment = ?")
                        .params(processor, segment)
                        .query((row, _) -> String.valueOf(row.getString(1)))
                        .optional();
        if (stored.filter(believed::equals).isEmpty()) {
            positions.remove(key);
            throw new UnableToClaimTokenException(
                    "%s/%d stands at %s in the database and not at %s; it goes on from there"
                            .formatted(processor, segment, stored.orElse("nothing"), believed));
        }
    }

    /// As it stands in the table.
    private String text(TrackingToken token) {
        return token == null
                ? String.valueOf((Object) null)
                : serializer().serialize(token, String.class).getData();
    }

    private static String key(String processor, int segment) {
        return processor + "/" + segment;
    }
}

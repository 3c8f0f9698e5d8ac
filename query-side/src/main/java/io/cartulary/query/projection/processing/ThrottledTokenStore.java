package io.cartulary.query.projection.processing;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.GenericTokenEntry;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Positions are stored often, so that other nodes see how far this one is; a claim that did not
/// move is not written again each time, or idle processors would keep the database busy.
///
/// Commits here do not wait for the disk. When the database ends in a crash, the last ones are lost
/// with their rows, while the processor, which is still alive, believes itself past them. So a
/// position is stored only on top of the one this process stored before; otherwise the claim is
/// given up, and the process that takes it next begins where the database is.
final class ThrottledTokenStore extends JdbcTokenStore {

    /// Well below the ten seconds after which another node may take a claim over.
    private static final Duration CLAIM_RENEWAL = Duration.ofSeconds(3);

    /// Two of them may live in one process, and a number of a process comes again.
    private final String node;

    private final JdbcClient database;
    private final Map<String, Long> renewedAt = new ConcurrentHashMap<>();

    /// By processor and segment: the position as this process stored or found it last.
    private final Map<String, Optional<String>> positions = new ConcurrentHashMap<>();

    ThrottledTokenStore(
            DataSource database,
            ConnectionProvider connections,
            Serializer serializer,
            TokenSchema schema) {
        this(
                database,
                connections,
                serializer,
                schema,
                ManagementFactory.getRuntimeMXBean().getName() + "/" + UUID.randomUUID());
    }

    private ThrottledTokenStore(
            DataSource database,
            ConnectionProvider connections,
            Serializer serializer,
            TokenSchema schema,
            String node) {
        super(
                JdbcTokenStore.builder()
                        .connectionProvider(connections)
                        .serializer(serializer)
                        .nodeId(node)
                        .schema(schema));
        this.node = node;
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
        var believed = positions.get(key(processor, segment));
        if (believed == null) {
            super.storeToken(token, processor, segment);
        } else if (!moved(token, processor, segment, believed)) {
            requireNothingLost(processor, segment);
            throw new UnableToClaimTokenException(
                    processor + "/" + segment + " is claimed by another node");
        }
        remembered(token, processor, segment);
        renewedAt.put(key(processor, segment), System.nanoTime());
    }

    /// `false` when it was not this node's any more, or not where this process believes it.
    private boolean moved(
            TrackingToken token, String processor, int segment, Optional<String> believed) {
        var entry = new GenericTokenEntry<>(token, serializer(), byte[].class, processor, segment);
        return database.sql(
                                """
                                update token_entry set token = ?, token_type = ?, timestamp = ?
                                where owner = ? and processor_name = ? and segment = ? and token is not distinct from ?::bytea\
                                """)
                        .params(
                                entry.getSerializedToken().getData(),
                                entry.getSerializedToken().getType().getName(),
                                entry.timestampAsString(),
                                node,
                                processor,
                                segment,
                                believed.map(position -> position.getBytes(StandardCharsets.UTF_8))
                                        .orElse(null))
                        .update()
                == 1;
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
                        .query((row, _) -> Optional.ofNullable(row.getString(1)))
                        .optional();
        if (stored.filter(believed::equals).isEmpty()) {
            positions.remove(key);
            throw new UnableToClaimTokenException(
                    "%s/%d stands at %s in the database and not at %s; it continues from there"
                            .formatted(
                                    processor,
                                    segment,
                                    stored.flatMap(position -> position).orElse("nothing"),
                                    believed.orElse("nothing")));
        }
    }

    /// As it stands in the table; nothing before the first event.
    private Optional<String> text(@Nullable TrackingToken token) {
        return Optional.ofNullable(token)
                .map(position -> serializer().serialize(position, String.class).getData());
    }

    private static String key(String processor, int segment) {
        return processor + "/" + segment;
    }
}

package io.cartulary.web.limit.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cartulary.eventstore.outage.FailureLog;
import io.cartulary.web.limit.rate.RateLimitProperties.Group;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What each client has left of one group on all nodes, in rows of `rate_limit`.
final class SharedBuckets implements Function<String, ConsumptionProbe> {

    private static final Logger log = LoggerFactory.getLogger(SharedBuckets.class);
    private static final long BETWEEN_CLEANUPS = Duration.ofMinutes(1).toNanos();
    private static final int FORGOTTEN_AT_ONCE = 1000;
    private static final int MOST_REFUSED = 200_000;

    private final String name;
    private final Group group;
    private final BucketConfiguration configuration;
    private final PostgreSQLSelectForUpdateBasedProxyManager<String> rows;
    private final FailureLog counting;
    private final AtomicLong cleanedUpAt = new AtomicLong(System.nanoTime());

    /// Until when a client was refused: who asks on nevertheless costs the database nothing.
    private final Cache<String, Long> refusedUntil;

    SharedBuckets(String name, Group group, DataSource database) {
        this.name = name;
        this.group = group;
        this.configuration = BucketConfiguration.builder().addLimit(group.bandwidth()).build();
        this.rows =
                Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                        .table("rate_limit")
                        .primaryKeyMapper(PrimaryKeyMapper.STRING)
                        .expirationAfterWrite(
                                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(
                                        Duration.ofSeconds(1)))
                        .build();
        this.counting = new FailureLog(log, "Counting requests of " + name);
        this.refusedUntil =
                Caffeine.newBuilder()
                        .expireAfterWrite(group.period())
                        .maximumSize(MOST_REFUSED)
                        .build();
    }

    /// Without the database nothing is refused here: the routes themselves say that they fail.
    @Override
    public ConsumptionProbe apply(String client) {
        var until = refusedUntil.getIfPresent(client);
        var now = System.nanoTime();
        if (until != null && until - now > 0) {
            return ConsumptionProbe.rejected(0, until - now, until - now);
        }
        try {
            var probe =
                    rows.getProxy(name + " " + client, () -> configuration)
                            .tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                refusedUntil.put(client, now + probe.getNanosToWaitForRefill());
            }
            cleanUp(now);
            counting.succeeded();
            return probe;
        } catch (RuntimeException e) {
            counting.failed(e);
            return ConsumptionProbe.consumed(group.requests(), 0);
        }
    }

    private void cleanUp(long now) {
        var before = cleanedUpAt.get();
        if (now - before > BETWEEN_CLEANUPS && cleanedUpAt.compareAndSet(before, now)) {
            rows.removeExpired(FORGOTTEN_AT_ONCE);
        }
    }
}

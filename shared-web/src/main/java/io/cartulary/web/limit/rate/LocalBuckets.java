package io.cartulary.web.limit.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cartulary.web.limit.rate.RateLimitProperties.Group;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.util.function.Function;

/// What each client has left of one group on this node.
final class LocalBuckets implements Function<String, ConsumptionProbe> {

    private static final int MOST_CLIENTS = 200_000;

    private final Cache<String, Bucket> buckets;
    private final Group group;

    LocalBuckets(Group group) {
        this.group = group;
        this.buckets =
                Caffeine.newBuilder()
                        .expireAfterAccess(group.period())
                        .maximumSize(MOST_CLIENTS)
                        .build();
    }

    @Override
    public ConsumptionProbe apply(String client) {
        return buckets.get(client, _ -> Bucket.builder().addLimit(group.bandwidth()).build())
                .tryConsumeAndReturnRemaining(1);
    }
}

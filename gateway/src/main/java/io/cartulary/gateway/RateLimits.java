package io.cartulary.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cartulary.web.limit.BodyLimits;
import io.cartulary.web.limit.ClientAddress;
import io.cartulary.web.limit.RateLimitHeaders;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// How much one address may ask: few attempts at passwords, plenty of everything else. Callbacks of
/// payment providers are not counted: all of a provider's come from one address, and they are
/// signed.
@Component
final class RateLimits implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private static final int MOST_ADDRESSES = 200_000;
    private static final String AUTH = "/api/v1/auth/";

    private final Cache<String, Bucket> authBuckets;
    private final Cache<String, Bucket> buckets;
    private final RateLimitHeaders auth;
    private final RateLimitHeaders other;
    private final Counter refused;

    RateLimits(GatewayProperties properties, MeterRegistry meters) {
        GatewayProperties.RateLimit limits = properties.rateLimit();
        auth = new RateLimitHeaders("auth", limits.authRequests(), limits.authPeriod());
        other = new RateLimitHeaders("requests", limits.requests(), limits.period());
        authBuckets = forgottenAfter(auth.period());
        buckets = forgottenAfter(other.period());
        refused =
                Counter.builder("cartulary.gateway.rate.limited")
                        .description("Requests refused because their address asked too much")
                        .register(meters);
    }

    private static Cache<String, Bucket> forgottenAfter(Duration period) {
        return Caffeine.newBuilder().expireAfterAccess(period).maximumSize(MOST_ADDRESSES).build();
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next)
            throws Exception {
        String path = RequestPaths.of(request);
        if (BodyLimits.isCallback(path)) {
            return next.handle(request);
        }
        String caller = ClientAddress.clientOf(request.servletRequest().getRemoteAddr());
        RateLimitHeaders limit = path.startsWith(AUTH) ? auth : other;
        ConsumptionProbe probe = bucketOf(caller, limit).tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return next.handle(request);
        }
        refused.increment();
        return GatewayProblem.RATE_LIMITED.answer(
                request, Duration.ofNanos(probe.getNanosToWaitForRefill()), limit);
    }

    private Bucket bucketOf(String caller, RateLimitHeaders limit) {
        Cache<String, Bucket> ofLimit = limit.equals(auth) ? authBuckets : buckets;
        return ofLimit.get(
                caller,
                _ ->
                        Bucket.builder()
                                .addLimit(bandwidth ->
                                        bandwidth
                                                .capacity(limit.quota())
                                                .refillIntervally(limit.quota(), limit.period()))
                                .build());
    }
}

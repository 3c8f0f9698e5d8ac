package io.cartulary.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
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
    private static final Pattern CALLBACK =
            Pattern.compile("/api/v1/payments/[^/]+/(callback|reversals|webhook)(/.*)?");

    private final Cache<String, Bucket> authBuckets;
    private final Cache<String, Bucket> buckets;
    private final GatewayProperties.RateLimit limits;
    private final Counter refused;

    RateLimits(GatewayProperties properties, MeterRegistry meters) {
        limits = properties.rateLimit();
        authBuckets = forgottenAfter(limits.authPeriod());
        buckets = forgottenAfter(limits.period());
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
        if (CALLBACK.matcher(path).matches()) {
            return next.handle(request);
        }
        ConsumptionProbe probe =
                bucketOf(path, request.servletRequest().getRemoteAddr())
                        .tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return next.handle(request);
        }
        refused.increment();
        return GatewayProblem.RATE_LIMITED.answer(
                request, Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket bucketOf(String path, String address) {
        String caller = callerOf(address);
        return path.startsWith("/api/v1/auth/")
                ? authBuckets.get(caller, _ -> bucket(limits.authRequests(), limits.authPeriod()))
                : buckets.get(caller, _ -> bucket(limits.requests(), limits.period()));
    }

    private static Bucket bucket(long requests, Duration period) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(requests).refillIntervally(requests, period))
                .build();
    }

    /// Of IPv6 the network: a household has 2^64 addresses to call from.
    private static String callerOf(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        return InetAddress.ofLiteral(address) instanceof Inet6Address six
                ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), 8))
                : address;
    }
}

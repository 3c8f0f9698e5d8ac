package io.cartulary.web.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cartulary.web.limit.ClientAddress;
import io.cartulary.web.limit.RateLimitHeaders;
import io.cartulary.web.problem.ProblemException;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Slows down who guesses passwords of staff: per account and address, and per address whatever the
/// account is called. Others, at their own addresses, are not locked out.
///
/// What an address guesses while it has to wait is not looked at: otherwise it could guess on.
@Component
class FailedLogins {

    private static final Logger log = LoggerFactory.getLogger(FailedLogins.class);

    private static final int MOST_KEPT = 100_000;
    private static final int ACCOUNTS_OF_AN_ADDRESS = 5;
    private static final int LONGEST_ACCOUNT = 64;

    private final Cache<String, Bucket> buckets;
    private final long allowed;
    private final Duration period;
    private final RateLimitHeaders headers;
    private final Counter failed;

    FailedLogins(SecurityProperties properties, MeterRegistry meters) {
        this.allowed = properties.failedLogins();
        this.period = properties.failedLoginsPeriod();
        this.headers = new RateLimitHeaders("failed-logins", allowed, period);
        this.buckets =
                Caffeine.newBuilder().expireAfterAccess(period).maximumSize(MOST_KEPT).build();
        this.failed =
                Counter.builder("cartulary.staff.logins.failed")
                        .description("Wrong passwords of staff")
                        .register(meters);
    }

    /// Refuses to look at a password that comes too early.
    void requirePatience(String address, String account) {
        for (var bucket : bucketsOf(address, account)) {
            var estimate = bucket.estimateAbilityToConsume(1);
            if (!estimate.canBeConsumed()) {
                throw tooMany(Duration.ofNanos(estimate.getNanosToWaitForRefill()));
            }
        }
    }

    void failed(String address, String account) {
        bucketsOf(address, account).forEach(bucket -> bucket.tryConsume(1));
        failed.increment();
        log.warn("Wrong password for \"{}\" from {}", printable(account), address);
    }

    private List<Bucket> bucketsOf(String address, String account) {
        var client = ClientAddress.clientOf(address);
        return List.of(
                buckets.get(client, _ -> bucket(allowed * ACCOUNTS_OF_AN_ADDRESS)),
                buckets.get(client + " " + printable(account), _ -> bucket(allowed)));
    }

    private Bucket bucket(long attempts) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(attempts).refillGreedy(attempts, period))
                .build();
    }

    private ProblemException tooMany(Duration wait) {
        return new ProblemException(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "TOO_MANY_ATTEMPTS",
                        "Too many wrong passwords from this address; wait as long as Retry-After says.",
                        null)
                .with(HttpHeaders.RETRY_AFTER, Long.toString(RateLimitHeaders.seconds(wait)))
                .with(RateLimitHeaders.POLICY, headers.policy())
                .with(RateLimitHeaders.STATE, headers.state(0, wait));
    }

    private static String printable(String account) {
        var cut = account.substring(0, Math.min(account.length(), LONGEST_ACCOUNT));
        return cut.replaceAll("[^\\x21-\\x7e]", "?");
    }
}

package io.cartulary.web.limit;

import java.time.Duration;

/// What a client learns of a limit, as in the IETF's draft `draft-ietf-httpapi-ratelimit-headers`.
///
/// @param name of the limit
/// @param quota how often within `period`
public record RateLimitHeaders(String name, long quota, Duration period) {

    public static final String POLICY = "RateLimit-Policy";
    public static final String STATE = "RateLimit";

    /// For example `"logins";q=10;w=60`.
    public String policy() {
        return "\"%s\";q=%d;w=%d".formatted(name, quota, period.toSeconds());
    }

    /// For example `"logins";r=0;t=6`.
    ///
    /// @param remaining how often it may still be asked
    /// @param untilMore how long until there is more
    public String state(long remaining, Duration untilMore) {
        return "\"%s\";r=%d;t=%d".formatted(name, remaining, seconds(untilMore));
    }

    /// For `Retry-After`: whole seconds, never too few.
    public static long seconds(Duration wait) {
        return wait.plusMillis(999).toSeconds();
    }
}

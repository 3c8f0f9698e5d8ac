package io.cartulary.web.limit.rate;

import io.cartulary.web.limit.BodyLimits;
import io.cartulary.web.limit.ClientAddress;
import io.cartulary.web.limit.RateLimitHeaders;
import io.cartulary.web.problem.ProblemException;
import io.cartulary.web.problem.ProblemWriter;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses what one address asks too often, before it costs anything else. Payment providers are
/// not counted: all that one sends comes from one address, and is signed.
final class RateLimitFilter extends OncePerRequestFilter {

    private final Function<String, Optional<RouteGroup>> groups;
    private final ProblemWriter problems;

    /// @param groups by path
    RateLimitFilter(Function<String, Optional<RouteGroup>> groups, ProblemWriter problems) {
        this.groups = groups;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getServletPath(); // decoded and normalised
        var group = BodyLimits.isCallback(path) ? Optional.<RouteGroup>empty() : groups.apply(path);
        if (group.isEmpty() || isAllowed(group.get(), request, response)) {
            chain.doFilter(request, response);
        }
    }

    private boolean isAllowed(
            RouteGroup group, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var probe = group.count().apply(ClientAddress.clientOf(request.getRemoteAddr()));
        response.setHeader(RateLimitHeaders.POLICY, group.headers().policy());
        response.setHeader(
                RateLimitHeaders.STATE,
                group.headers()
                        .state(
                                probe.getRemainingTokens(),
                                Duration.ofNanos(probe.getNanosToWaitForReset())));
        if (probe.isConsumed()) {
            return true;
        }
        group.refused().increment();
        problems.write(tooMany(probe), response);
        return false;
    }

    private static ProblemException tooMany(ConsumptionProbe probe) {
        var wait = RateLimitHeaders.seconds(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        return new ProblemException(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "RATE_LIMITED",
                        "Too many requests from this address; wait as long as Retry-After says.",
                        null)
                .with(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait)));
    }
}

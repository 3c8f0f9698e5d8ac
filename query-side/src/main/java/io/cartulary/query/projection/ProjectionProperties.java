package io.cartulary.query.projection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param rollbackWithin how long a replaced generation is kept up to date, so that readers can be
///   led back to it
/// @param waitAtMost how long a query waits for the position it was asked for
/// @param readyWithin how long a process waits at its start, before it calls itself ready, for the
///   read models to catch up
/// @param workers threads that handle events
@ConfigurationProperties("cartulary.projections")
public record ProjectionProperties(
        Duration rollbackWithin, Duration waitAtMost, Duration readyWithin, int workers) {}

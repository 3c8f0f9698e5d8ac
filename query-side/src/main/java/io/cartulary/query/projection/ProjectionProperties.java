package io.cartulary.query.projection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param grace how long a replaced generation is kept for readers that still look at it
/// @param waitAtMost how long a query waits for the position it was asked for
/// @param readyWithin how long a process waits at its start, before it calls itself ready, for the
///   read models to catch up
/// @param workers threads that handle events
@ConfigurationProperties("cartulary.projections")
public record ProjectionProperties(
        Duration grace, Duration waitAtMost, Duration readyWithin, int workers) {}

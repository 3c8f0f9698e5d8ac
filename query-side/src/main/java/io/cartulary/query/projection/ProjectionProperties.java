package io.cartulary.query.projection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param grace how long a replaced generation is kept for readers that still look at it
/// @param waitAtMost how long a query waits for the position it was asked for
/// @param workers threads that handle events
@ConfigurationProperties("cartulary.projections")
public record ProjectionProperties(Duration grace, Duration waitAtMost, int workers) {}

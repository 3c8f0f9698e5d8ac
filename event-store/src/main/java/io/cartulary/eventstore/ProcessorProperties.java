package io.cartulary.eventstore;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How this process takes part in the handling of events.
///
/// @param claimEvery how often a processor looks for segments that no one handles: one whose batch
///   failed waits that long at most until it is tried again
/// @param lookEvery how soon events of other processes are found in PostgreSQL
@ConfigurationProperties("cartulary.processors")
public record ProcessorProperties(
        @DefaultValue("5s") Duration claimEvery, @DefaultValue("20ms") Duration lookEvery) {}

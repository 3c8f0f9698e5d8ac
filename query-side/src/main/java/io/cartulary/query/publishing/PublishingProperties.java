package io.cartulary.query.publishing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How events reach Kafka.
///
/// @param partitions of each topic that is made at the start; a topic that exists keeps its own
/// @param timeout how long the broker may take to acknowledge a batch before it is sent again; less
///   than the 30 s that a database transaction may last
/// @param safeSize of one event, which the broker surely takes; a larger one is sent on its own
///   and, if the broker refuses it, put aside
@ConfigurationProperties("cartulary.publishing")
record PublishingProperties(
        @DefaultValue("3") int partitions,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("512KB") DataSize safeSize) {}

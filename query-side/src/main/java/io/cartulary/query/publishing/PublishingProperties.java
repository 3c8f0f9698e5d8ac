package io.cartulary.query.publishing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How events reach Kafka.
///
/// @param partitions of each topic that is made at the start; a topic that exists keeps its own
/// @param timeout how long the broker may take to acknowledge a batch before it is sent again; less
///   than the 30 s that a database transaction may last
@ConfigurationProperties("cartulary.publishing")
record PublishingProperties(
        @DefaultValue("3") int partitions, @DefaultValue("10s") Duration timeout) {}

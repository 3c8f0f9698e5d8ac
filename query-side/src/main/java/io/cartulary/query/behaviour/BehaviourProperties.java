package io.cartulary.query.behaviour;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How behaviour is taken in.
///
/// @param partitions of each topic that is made at the start; a topic that exists keeps its own
/// @param retention how long events are kept, in the topics and in the database
/// @param clockTolerance how far ahead of ours a sender's clock may be
@ConfigurationProperties("cartulary.behaviour")
record BehaviourProperties(
        @DefaultValue("3") int partitions,
        @DefaultValue("90d") Duration retention,
        @DefaultValue("5m") Duration clockTolerance) {}

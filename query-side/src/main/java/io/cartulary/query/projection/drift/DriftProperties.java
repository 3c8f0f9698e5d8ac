package io.cartulary.query.projection.drift;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param every how often some objects of one projection are checked, on one node; zero for never
/// @param sample how many objects at once
@ConfigurationProperties("cartulary.projections.drift")
record DriftProperties(Duration every, int sample) {}

package io.cartulary.query.order.progress;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How many streams of events a node keeps open, and how it finds those left open.
///
/// @param perOrder of one order
/// @param perAddress of one network address; of IPv6 one network
/// @param atOnce of all
/// @param heartbeat between two signs of life; only by them a line is noticed whose shopper went
///   away
@Validated
@ConfigurationProperties("cartulary.limits.streams")
record StreamProperties(
        @DefaultValue("8") @Positive int perOrder,
        @DefaultValue("64") @Positive int perAddress,
        @DefaultValue("1000") @Positive int atOnce,
        @DefaultValue("15s") Duration heartbeat) {}

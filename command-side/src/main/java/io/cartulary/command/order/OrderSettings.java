package io.cartulary.command.order;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How this shop handles orders.
///
/// @param payWithin after which time without a settled payment an order is cancelled
/// @param paymentAttempts how often its payment may be declined before it is cancelled at once; in
///   between the shopper may pay in another way
/// @param expireEvery how often orders are looked for that were not paid in time
@ConfigurationProperties("cartulary.order")
public record OrderSettings(
        @DefaultValue("30m") Duration payWithin,
        @DefaultValue("1") int paymentAttempts,
        @DefaultValue("1s") Duration expireEvery) {}

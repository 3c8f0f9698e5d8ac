package io.cartulary.command.order;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How this shop handles orders.
///
/// @param payWithin after which time without a settled payment an order is cancelled
@ConfigurationProperties("cartulary.order")
public record OrderSettings(@DefaultValue("30m") Duration payWithin) {}

package io.cartulary.command.credit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How gift cards and store credit are kept.
///
/// @param reserveFor how long some of it is kept for a purchase that does not end
@ConfigurationProperties("cartulary.credit")
public record CreditSettings(@DefaultValue("1h") Duration reserveFor) {}

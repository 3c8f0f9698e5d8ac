package io.cartulary.web.limit.rate;

import io.cartulary.web.limit.RateLimitHeaders;
import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.Counter;
import java.util.function.Function;

/// Routes whose requests are counted together, for each client.
///
/// @param count takes one of what a client has left
/// @param refused counts what was refused
record RouteGroup(
        RateLimitHeaders headers, Function<String, ConsumptionProbe> count, Counter refused) {}

package io.cartulary.command.payment.provider.simulated;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How to reach the simulated provider. Without `url` the shop does not work with it.
///
/// @param secret lets us in there, and signs what it calls back
/// @param callbackUrl where it reports how a charge ended
/// @param connectWithin after which time it counts as down
/// @param answerWithin after which time it counts as down
@ConfigurationProperties("cartulary.payment.simulated")
public record SimulatedPaymentSettings(
        URI url,
        String secret,
        URI callbackUrl,
        @DefaultValue("1s") Duration connectWithin,
        @DefaultValue("5s") Duration answerWithin) {

    static final String URL = "cartulary.payment.simulated.url";
}

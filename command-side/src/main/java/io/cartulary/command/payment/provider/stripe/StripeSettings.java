package io.cartulary.command.payment.provider.stripe;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How to reach Stripe. Without `secret-key` the shop does not work with it.
///
/// @param publishableKey what the shopper's browser shows itself with to Stripe; no secret
/// @param webhookSecret by which we know that a message is Stripe's, `whsec_…`
/// @param capture whether money is taken at once, or authorised and captured when staff say so
/// @param connectWithin after which time it counts as down
/// @param answerWithin after which time no one knows whether a call took effect
@ConfigurationProperties("cartulary.payment.stripe")
public record StripeSettings(
        @DefaultValue("https://api.stripe.com") URI url,
        String secretKey,
        @Nullable String publishableKey,
        String webhookSecret,
        @DefaultValue("AT_ONCE") Capture capture,
        @DefaultValue("2s") Duration connectWithin,
        @DefaultValue("20s") Duration answerWithin) {

    static final String SECRET_KEY = "cartulary.payment.stripe.secret-key";

    /// When authorised money is taken.
    public enum Capture {
        AT_ONCE,

        /// Once; what that does not take is released.
        BY_STAFF,

        /// As often as parcels leave, which Stripe allows on request only.
        BY_STAFF_IN_PARTS
    }
}

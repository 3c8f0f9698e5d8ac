package io.cartulary.command.payment.provider.paypal;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How to reach PayPal. Without `client-id` the shop does not work with it.
///
/// @param webhookId of the webhook that PayPal is configured to call
/// @param returnUrl where a shopper comes back to who approved the payment
/// @param cancelUrl where one comes back to who did not
/// @param capture whether money is taken when the shopper agreed, or authorised and captured when
///   staff say so
/// @param connectWithin after which time it counts as down
/// @param answerWithin after which time no one knows whether a call took effect
@ConfigurationProperties("cartulary.payment.paypal")
public record PayPalSettings(
        @DefaultValue("https://api-m.paypal.com") URI url,
        String clientId,
        String clientSecret,
        String webhookId,
        URI returnUrl,
        URI cancelUrl,
        @DefaultValue("AT_ONCE") Capture capture,
        @DefaultValue("2s") Duration connectWithin,
        @DefaultValue("20s") Duration answerWithin) {

    static final String CLIENT_ID = "cartulary.payment.paypal.client-id";

    /// When authorised money is taken.
    public enum Capture {
        AT_ONCE,
        BY_STAFF
    }
}

package io.cartulary.command.payment.provider.stripe;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import io.cartulary.command.payment.provider.WebhookSignature;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.http.HttpHeaders;

/// Stripe's, made with the webhook's secret (docs.stripe.com/webhooks/signature).
final class StripeWebhookSignature implements WebhookSignature {

    static final String HEADER = "Stripe-Signature";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final String secret;
    private final InstantSource clock;

    StripeWebhookSignature(String secret, InstantSource clock) {
        this.secret = secret;
        this.clock = clock;
    }

    @Override
    public String header() {
        return HEADER;
    }

    @Override
    public String rule() {
        return "The header must be signed with the webhook's secret within the last 5 minutes.";
    }

    @Override
    public boolean isValid(HttpHeaders headers, byte[] body) {
        var signature = headers.getFirst(HEADER);
        try {
            return Webhook.Signature.verifyHeader(
                    new String(body, StandardCharsets.UTF_8),
                    signature == null ? "" : signature,
                    secret,
                    TOLERANCE.toSeconds(),
                    Clock.fixed(clock.instant(), ZoneOffset.UTC));
        } catch (SignatureVerificationException _) {
            return false;
        }
    }
}

package io.cartulary.command.payment.provider.paypal;

import io.cartulary.command.payment.provider.WebhookSignature;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;

/// PayPal's, which PayPal itself is asked about (developer.paypal.com, "Verify webhook signature").
final class PayPalWebhookSignature implements WebhookSignature {

    private static final String HEADER = "PAYPAL-TRANSMISSION-SIG";

    private final PayPalClient payPal;
    private final String webhookId;

    PayPalWebhookSignature(PayPalClient payPal, String webhookId) {
        this.payPal = payPal;
        this.webhookId = webhookId;
    }

    @Override
    public String header() {
        return HEADER;
    }

    @Override
    public String rule() {
        return "PayPal does not know this message.";
    }

    /// @param body JSON, which is passed on as it came
    @Override
    public boolean isValid(HttpHeaders headers, byte[] body) {
        return payPal.post(
                        "/v1/notifications/verify-webhook-signature",
                        """
                        {"auth_algo": %s, "cert_url": %s, "transmission_id": %s, "transmission_sig": %s,
                         "transmission_time": %s, "webhook_id": %s, "webhook_event": %s}\
                        """
                                .formatted(
                                        quoted(headers, "PAYPAL-AUTH-ALGO"),
                                        quoted(headers, "PAYPAL-CERT-URL"),
                                        quoted(headers, "PAYPAL-TRANSMISSION-ID"),
                                        quoted(headers, HEADER),
                                        quoted(headers, "PAYPAL-TRANSMISSION-TIME"),
                                        quoted(webhookId),
                                        new String(body, StandardCharsets.UTF_8)))
                .path("verification_status")
                .asString("")
                .equals("SUCCESS");
    }

    private static String quoted(HttpHeaders headers, String name) {
        var value = headers.getFirst(name);
        return quoted(value == null ? "" : value);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}

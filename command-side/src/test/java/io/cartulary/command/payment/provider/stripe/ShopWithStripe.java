package io.cartulary.command.payment.provider.stripe;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import io.cartulary.command.payment.provider.ShopWithProviders;
import io.cartulary.events.payment.RefundId;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.UUID;

/// The application with Stripe's messages.
abstract class ShopWithStripe extends ShopWithProviders {

    static final String INTENTS = "/v1/payment_intents";

    final String intent = "pi_" + UUID.randomUUID().toString().replace("-", "");

    void pay(String token) {
        request("stripe", TWELVE_POUNDS, token);
    }

    void settled() {
        PROVIDER.stubFor(post(urlEqualTo(INTENTS)).willReturn(okJson(intentAs("succeeded"))));
        pay("pm_card_visa");
        awaitEvents("PaymentRequested", "PaymentSettled");
    }

    void authorised() {
        PROVIDER.stubFor(
                post(urlEqualTo(INTENTS)).willReturn(okJson(intentAs("requires_capture"))));
        pay("pm_card_visa");
        awaitEvents("PaymentRequested", "PaymentAuthorised");
    }

    void stubCapture(int amount, String how, String status, int received) {
        PROVIDER.stubFor(
                post(urlEqualTo(INTENTS + "/" + intent + "/capture"))
                        .withRequestBody(containing("amount_to_capture=" + amount))
                        .withRequestBody(containing(how))
                        .willReturn(okJson(intentAs(status, received))));
    }

    void stubIntent(String status) {
        stubIntent(status, status.equals("succeeded") ? 1234 : 0);
    }

    void stubIntent(String status, int received) {
        PROVIDER.stubFor(
                get(urlEqualTo(INTENTS + "/" + intent))
                        .willReturn(okJson(intentAs(status, received))));
    }

    String intentAs(String status) {
        return intentAs(status, status.equals("succeeded") ? 1234 : 0);
    }

    String intentAs(String status, int received) {
        return """
        {"id": "%s", "object": "payment_intent", "amount": 1234, "amount_received": %d, "currency": "gbp",
         "capture_method": "automatic", "client_secret": "%s_secret_1", "status": "%s",
         "metadata": {"payment_id": "%s", "order_id": "%s", "confirmed_by": "server"}}\
        """
                .formatted(intent, received, intent, status, payment, order);
    }

    String refundAs(String id, String status) {
        return refundAs(id, status, new RefundId("refund-unknown"));
    }

    String refundAs(String id, String status, RefundId refund) {
        return """
        {"id": "%s", "object": "refund", "amount": 200, "currency": "gbp", "status": "%s",
         "failure_reason": "lost_or_stolen_card", "payment_intent": "%s",
         "metadata": {"payment_id": "%s", "refund_id": "%s"}}\
        """
                .formatted(id, status, intent, payment, refund);
    }

    String event(String type, String object) {
        return """
        {"id": "evt_1", "object": "event", "api_version": "2026-01-28", "type": "%s", "data": {"object": %s}}\
        """
                .formatted(type, object);
    }

    void webhook(String type, String object, int expected) {
        var body = event(type, object);
        try {
            assertThat(
                            webhook(
                                            body,
                                            Webhook.Signature.generateSignatureHeader(
                                                    body, WEBHOOK_SECRET))
                                    .statusCode())
                    .isEqualTo(expected);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    HttpResponse<String> webhook(String body, String signature) {
        return call(
                "POST",
                "/payments/stripe/webhook",
                body,
                request -> request.header("Stripe-Signature", signature));
    }
}

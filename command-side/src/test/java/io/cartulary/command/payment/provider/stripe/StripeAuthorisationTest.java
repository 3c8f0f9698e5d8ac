package io.cartulary.command.payment.provider.stripe;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.provider.PaymentProvider;
import java.net.URI;
import java.time.Duration;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// An authorisation at Stripe.
class StripeAuthorisationTest extends ShopWithStripe {

    @Test
    void is_all_that_is_asked_for_where_staff_capture() {
        PROVIDER.stubFor(
                post(urlEqualTo(INTENTS))
                        .withRequestBody(containing("capture_method=manual"))
                        .withRequestBody(containing("request_multicapture"))
                        .willReturn(okJson(intentAs("requires_capture"))));
        var byStaff =
                new StripePayments(
                        new StripeSettings(
                                URI.create(PROVIDER.baseUrl()),
                                "sk_test_123",
                                null,
                                WEBHOOK_SECRET,
                                StripeSettings.Capture.BY_STAFF_IN_PARTS,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(1)));
        var charge =
                byStaff.charge(
                        new PaymentProvider.NewCharge(
                                payment, order, TWELVE_POUNDS, "pm_card_visa"),
                        attempt());

        assertThat(charge)
                .isEqualTo(
                        new PaymentProvider.Charge(
                                intent, TWELVE_POUNDS, PaymentProvider.Status.AUTHORISED));
    }

    @Test
    void is_captured_in_parts_and_the_last_releases_the_rest() {
        authorised();
        stubCapture(500, "final_capture=false", "requires_capture", 500);
        captured("5.00", true);
        awaitLast("PaymentCaptured");
        stubCapture(300, "amount_to_capture=300", "succeeded", 800);
        captured("3.00", false);

        awaitEvents(
                "PaymentRequested",
                "PaymentAuthorised",
                "CaptureRequested",
                "PaymentCaptured",
                "CaptureRequested",
                "PaymentCaptured",
                "PaymentSettled");
        assertThat(summary().captured()).isEqualTo(Money.parse("GBP 8"));
        var last =
                PROVIDER
                        .findAll(postRequestedFor(urlEqualTo(INTENTS + "/" + intent + "/capture")))
                        .stream()
                        .map(request -> request.getBodyAsString())
                        .filter(body -> body.contains("amount_to_capture=300"))
                        .toList();
        assertThat(last).singleElement().asString().doesNotContain("final_capture");
        stubIntent("succeeded", 800);
        webhook("payment_intent.succeeded", intentAs("succeeded", 800), 204);
        assertThat(events()).hasSize(7);
    }

    @Test
    void that_is_no_longer_wanted_is_cancelled() {
        authorised();
        stubIntent("requires_capture");
        PROVIDER.stubFor(
                post(urlEqualTo(INTENTS + "/" + intent + "/cancel"))
                        .willReturn(okJson(intentAs("canceled"))));
        commands.sendAndWait(new CancelPayment(payment));

        awaitEvents("PaymentRequested", "PaymentAuthorised", "PaymentCancelled", "PaymentVoided");
    }

    @Test
    void that_is_no_longer_wanted_after_a_capture_gives_the_captured_part_back() {
        authorised();
        stubCapture(500, "final_capture=false", "requires_capture", 500);
        captured("5.00", true);
        awaitLast("PaymentCaptured");
        stubIntent("succeeded", 500);
        PROVIDER.stubFor(
                post(urlEqualTo(INTENTS + "/" + intent + "/cancel"))
                        .willReturn(okJson(intentAs("succeeded", 500))));
        PROVIDER.stubFor(
                post(urlEqualTo("/v1/refunds"))
                        .withRequestBody(containing("amount=500"))
                        .willReturn(okJson(refundAs("re_1", "succeeded"))));
        commands.sendAndWait(new CancelPayment(payment));

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(events())
                                .contains("PaymentCancelled", "RefundSettled", "PaymentSettled"));
        assertThat(summary().outstanding()).isEqualTo(Money.parse("GBP 0"));
    }

    @Test
    void that_expired_is_learned_by_webhook() {
        authorised();
        stubIntent("canceled");
        webhook("payment_intent.canceled", intentAs("canceled"), 204);
        webhook("payment_intent.canceled", intentAs("canceled"), 204);

        assertThat(events())
                .containsExactly("PaymentRequested", "PaymentAuthorised", "PaymentVoided");
    }

    @Test
    void that_is_captured_too_late_declines_the_payment() {
        authorised();
        PROVIDER.stubFor(
                post(urlEqualTo(INTENTS + "/" + intent + "/capture"))
                        .willReturn(
                                answer(
                                        400,
                                        """
                                        {"error": {"type": "invalid_request_error", "code": "charge_expired_for_capture",
                                          "message": "The charge cannot be captured as the authorization has expired."}}\
                                        """)));
        captured("12.34", false);

        awaitEvents(
                "PaymentRequested",
                "PaymentAuthorised",
                "CaptureRequested",
                "CaptureRefused",
                "PaymentDeclined");
    }
}

package io.cartulary.command.payment.provider.paypal;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.provider.PaymentProvider;
import io.cartulary.events.payment.PaymentEvent.RefundReason;
import io.cartulary.events.payment.RefundId;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// An authorisation at PayPal.
class PayPalAuthorisationTest extends ShopWithPayPal {

    @Test
    void is_all_that_is_asked_for_where_staff_capture() {
        var settings =
                new PayPalSettings(
                        URI.create(PROVIDER.baseUrl()),
                        "client",
                        "secret",
                        "WH-1",
                        URI.create("https://shop.example/paid"),
                        URI.create("https://shop.example/cart"),
                        PayPalSettings.Capture.BY_STAFF,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1));
        var byStaff =
                new PayPalPayments(new PayPalClient(settings, InstantSource.system()), settings);
        PROVIDER.stubFor(
                post(urlEqualTo(ORDERS))
                        .withRequestBody(matchingJsonPath("$.intent", equalTo("AUTHORIZE")))
                        .willReturn(okJson(orderAs("PAYER_ACTION_REQUIRED", ""))));
        var charge =
                byStaff.charge(
                        new PaymentProvider.NewCharge(payment, order, TWELVE_POUNDS, "redirect"),
                        attempt());

        assertThat(charge.status()).isEqualTo(PaymentProvider.Status.PENDING);
    }

    @Test
    void is_made_once_the_shopper_agreed_and_captured_in_parts() {
        authorised();
        stubAuthorisation("CREATED", "");
        stubPartCapture("5.00", "false", "7TK53561YB803214S");
        captured("5.00", true);
        awaitLast("PaymentCaptured");
        stubAuthorisation("PARTIALLY_CAPTURED", partAs("7TK53561YB803214S", "", "5.00"));
        stubPartCapture("3.00", "true", "8TK53561YB803214S");
        captured("3.00", false);

        awaitEvents(
                "PaymentRequested",
                "PaymentStarted",
                "PaymentApproved",
                "PaymentAuthorised",
                "CaptureRequested",
                "PaymentCaptured",
                "CaptureRequested",
                "PaymentCaptured",
                "PaymentSettled");
        assertThat(summary().captured()).isEqualTo(Money.parse("GBP 8"));
        assertThat(summary().captureReferences())
                .containsExactly("7TK53561YB803214S", "8TK53561YB803214S");

        // Six pounds go back of two captures, as much of each as it has.
        stubAuthorisation(
                "CAPTURED",
                partAs("7TK53561YB803214S", "", "5.00")
                        + ", "
                        + partAs("8TK53561YB803214S", "", "3.00"));
        stubRefund("7TK53561YB803214S", "5.00");
        stubRefund("8TK53561YB803214S", "1.00");
        commands.sendAndWait(
                new RequestRefund(
                        payment, RefundId.next(), Money.parse("GBP 6"), RefundReason.GOODWILL));
        awaitLast("RefundSettled");
        PROVIDER.verify(
                1, postRequestedFor(urlEqualTo("/v2/payments/captures/8TK53561YB803214S/refund")));
    }

    @Test
    void that_is_no_longer_wanted_is_given_back() {
        authorised();
        stubAuthorisation("CREATED", "");
        PROVIDER.stubFor(
                get(urlEqualTo(ORDERS + "/" + id))
                        .inScenario("void")
                        .whenScenarioStateIs("voided")
                        .willReturn(okJson(authorisationAs("VOIDED", ""))));
        PROVIDER.stubFor(
                post(urlEqualTo("/v2/payments/authorizations/0VF52814937998046/void"))
                        .inScenario("void")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("voided")
                        .willReturn(
                                okJson("{\"id\": \"0VF52814937998046\", \"status\": \"VOIDED\"}")));
        commands.sendAndWait(new CancelPayment(payment));

        awaitLast("PaymentVoided");
        PROVIDER.verify(
                1,
                postRequestedFor(urlEqualTo("/v2/payments/authorizations/0VF52814937998046/void")));
    }

    @Test
    void that_is_refused_declines_the_payment() {
        pay();
        stubOrder("APPROVED", "", "AUTHORIZE");
        PROVIDER.stubFor(
                post(urlEqualTo(ORDERS + "/" + id + "/authorize"))
                        .willReturn(
                                answer(
                                        422,
                                        """
                                        {"name": "UNPROCESSABLE_ENTITY", "details": [{"issue": "INSTRUMENT_DECLINED",
                                          "description": "The instrument presented was either declined by the processor or bank."}],
                                         "message": "The requested action could not be performed."}\
                                        """)));
        webhook("CHECKOUT.ORDER.APPROVED", "{\"id\": \"%s\"}".formatted(id), 204);

        awaitEvents("PaymentRequested", "PaymentStarted", "PaymentApproved", "PaymentDeclined");
    }

    @Test
    void whose_answer_was_lost_is_found() {
        pay();
        stubOrder("APPROVED", "", "AUTHORIZE");
        PROVIDER.stubFor(
                post(urlEqualTo(ORDERS + "/" + id + "/authorize"))
                        .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        webhook("CHECKOUT.ORDER.APPROVED", "{\"id\": \"%s\"}".formatted(id), 204);
        await().atMost(SOON)
                .until(() ->
                        !PROVIDER.findAll(
                                        postRequestedFor(
                                                urlEqualTo(ORDERS + "/" + id + "/authorize")))
                                .isEmpty());
        stubAuthorisation("CREATED", "");

        awaitLast("PaymentAuthorised");
    }

    @Test
    void of_which_a_captures_answer_was_lost_is_found_by_its_invoice() {
        authorised();
        stubAuthorisation("CREATED", "");
        PROVIDER.stubFor(
                post(urlEqualTo("/v2/payments/authorizations/0VF52814937998046/capture"))
                        .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        var part = captured("5.00", true);
        await().atMost(SOON)
                .until(() ->
                        !PROVIDER.findAll(
                                        postRequestedFor(
                                                urlEqualTo(
                                                        "/v2/payments/authorizations/0VF52814937998046/capture")))
                                .isEmpty());
        stubAuthorisation("PARTIALLY_CAPTURED", partAs("7TK53561YB803214S", part.value(), "5.00"));

        awaitLast("PaymentCaptured");
    }

    @Test
    void that_expired_is_learned_by_webhook() {
        authorised();
        stubAuthorisation("VOIDED", "");
        webhook(
                "PAYMENT.AUTHORIZATION.VOIDED",
                """
                {"id": "0VF52814937998046", "supplementary_data": {"related_ids": {"order_id": "%s"}}}\
                """
                        .formatted(id),
                204);

        assertThat(events()).endsWith("PaymentAuthorised", "PaymentVoided");
    }
}

package io.cartulary.command.payment;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.stripe.net.Webhook;
import io.cartulary.command.CommandSideApplication;
import io.cartulary.command.EmbeddedDatabases;
import io.cartulary.command.credit.CreditCommand;
import io.cartulary.command.credit.CreditCommand.*;
import io.cartulary.command.credit.CreditSummary;
import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectId;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.provider.PaymentProvider;
import io.cartulary.command.payment.provider.PaymentProviders;
import io.cartulary.command.payment.provider.paypal.PayPalByStaff;
import io.cartulary.command.payment.provider.stripe.BrowserAtStripe;
import io.cartulary.command.payment.provider.stripe.StripeByStaff;
import io.cartulary.events.credit.CreditAccountId;
import io.cartulary.events.credit.CreditEvent;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentEvent.RefundReason;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.messaging.MetaData;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every provider over HTTP, against a server that answers with the provider's documented messages:
/// the good, the late and the ugly ones.
@SpringBootTest(
        classes = CommandSideApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = EmbeddedDatabases.LEFT_TO_THE_END)
class ProvidersTest {

    private static final WireMockServer THERE = new WireMockServer(options().dynamicPort());
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String WEBHOOK_SECRET = "whsec_of_the_test";
    private static final String CALLBACK_SECRET = "callback-secret-of-the-test";
    private static final Money TWELVE_POUNDS = Money.parse("GBP 12.34");
    private static final Money SHILLINGS = Money.parse("KES 1200");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Longer than we wait for an answer.
    private static final int TOO_LATE = 1500;

    @Autowired private CommandGateway commands;
    @Autowired private JdbcClient database;
    @Autowired private PaymentProviders providers;
    @Autowired private ApplicationContext shop;
    @Autowired private EventProcessingConfiguration processors;
    @LocalServerPort private int port;

    private final HttpClient http = HttpClient.newHttpClient();
    private final PaymentId payment = PaymentId.next();
    private final OrderId order = OrderId.next();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        THERE.start();
        EmbeddedDatabases.register(properties, "providers");
        properties.add("cartulary.effects.first-pause", () -> "100ms");
        properties.add("cartulary.effects.look-every", () -> "50ms");
        properties.add("cartulary.payment.stripe.url", THERE::baseUrl);
        properties.add("cartulary.payment.stripe.secret-key", () -> "sk_test_123");
        properties.add("cartulary.payment.stripe.publishable-key", () -> "pk_test_123");
        properties.add("cartulary.payment.stripe.webhook-secret", () -> WEBHOOK_SECRET);
        properties.add("cartulary.payment.stripe.answer-within", () -> "1s");
        properties.add("cartulary.payment.paypal.url", THERE::baseUrl);
        properties.add("cartulary.payment.paypal.client-id", () -> "client");
        properties.add("cartulary.payment.paypal.client-secret", () -> "secret");
        properties.add("cartulary.payment.paypal.webhook-id", () -> "WH-1");
        properties.add("cartulary.payment.paypal.return-url", () -> "https://shop.example/paid");
        properties.add("cartulary.payment.paypal.cancel-url", () -> "https://shop.example/cart");
        properties.add("cartulary.payment.paypal.answer-within", () -> "1s");
        properties.add("cartulary.payment.mpesa.url", THERE::baseUrl);
        properties.add("cartulary.payment.mpesa.consumer-key", () -> "key");
        properties.add("cartulary.payment.mpesa.consumer-secret", () -> "secret");
        properties.add("cartulary.payment.mpesa.short-code", () -> "174379");
        properties.add("cartulary.payment.mpesa.passkey", () -> "bfb279f9aa9bdbcf158e97dd71a467cd");
        properties.add(
                "cartulary.payment.mpesa.callback-url",
                () -> "https://shop.example/api/v1/payments/mpesa");
        properties.add("cartulary.payment.mpesa.callback-secret", () -> CALLBACK_SECRET);
        properties.add("cartulary.payment.mpesa.initiator", () -> "testapi");
        properties.add("cartulary.payment.mpesa.security-credential", () -> "sealed");
        properties.add("cartulary.payment.mpesa.answer-within", () -> "1s");
        properties.add("cartulary.payment.cash-on-delivery.enabled", () -> true);
    }

    @AfterAll
    static void stop() {
        THERE.stop();
    }

    @BeforeEach
    void forgetStubs() {
        THERE.resetAll();
        // Its payments have no orders here.
        processors.eventProcessor("order-fulfilment").orElseThrow().shutDown();
    }

    @Nested
    class Stripe {

        private static final String INTENTS = "/v1/payment_intents";

        private final String intent = "pi_" + UUID.randomUUID().toString().replace("-", "");

        @Test
        void takes_the_money_at_once() {
            THERE.stubFor(
                    post(urlEqualTo(INTENTS))
                            .withHeader("Idempotency-Key", equalTo(payment.value()))
                            .withHeader("Authorization", equalTo("Bearer sk_test_123"))
                            .withRequestBody(containing("amount=1234"))
                            .withRequestBody(containing("currency=gbp"))
                            .withRequestBody(containing("payment_method=pm_card_visa"))
                            .willReturn(okJson(intentAs("succeeded"))));
            pay("pm_card_visa");

            awaitEvents("PaymentRequested", "PaymentSettled");
            assertThat(summary().providerReference()).isEqualTo(intent);
        }

        @Test
        void a_refused_card_declines_and_leaves_nothing_to_be_paid_there() {
            THERE.stubFor(
                    post(urlEqualTo(INTENTS))
                            .willReturn(
                                    answer(
                                            402,
                                            """
                                            {"error": {"type": "card_error", "code": "card_declined",
                                              "decline_code": "insufficient_funds",
                                              "message": "Your card has insufficient funds.",
                                              "payment_intent": %s}}\
                                            """
                                                    .formatted(
                                                            intentAs("requires_payment_method")))));
            THERE.stubFor(
                    post(urlEqualTo(INTENTS + "/" + intent + "/cancel"))
                            .willReturn(okJson(intentAs("canceled"))));
            pay("pm_card_chargeDeclinedInsufficientFunds");

            awaitEvents("PaymentRequested", "PaymentDeclined");
            THERE.verify(1, postRequestedFor(urlEqualTo(INTENTS + "/" + intent + "/cancel")));
        }

        @Test
        void a_time_out_after_the_charge_went_through_charges_once() {
            inTurn(
                    post(urlEqualTo(INTENTS))
                            .withHeader("Idempotency-Key", equalTo(payment.value())),
                    okJson(intentAs("succeeded")).withFixedDelay(TOO_LATE),
                    okJson(intentAs("succeeded")));
            pay("pm_card_visa");

            awaitEvents("PaymentRequested", "PaymentSettled");
            assertThat(effect().at("/attempts").asInt()).isEqualTo(2);
        }

        @Test
        void being_asked_to_slow_down_and_faults_only_delay() {
            var request =
                    post(urlEqualTo(INTENTS))
                            .withHeader("Idempotency-Key", equalTo(payment.value()));
            inTurn(
                    request,
                    answer(
                            429,
                            "{\"error\": {\"type\": \"invalid_request_error\", \"code\": \"rate_limit\", \"message\": \"Too many requests\"}}"),
                    answer(500, "{\"error\": {\"type\": \"api_error\", \"message\": \"Fault\"}}"),
                    answer(503, "<html>down</html>"),
                    okJson(intentAs("succeeded")));
            pay("pm_card_visa");

            awaitEvents("PaymentRequested", "PaymentSettled");
        }

        @Test
        void a_webhook_that_overtakes_the_answer_counts_once() {
            THERE.stubFor(
                    post(urlEqualTo(INTENTS))
                            .willReturn(okJson(intentAs("succeeded")).withFixedDelay(700)));
            stubIntent("succeeded");
            pay("pm_card_visa");
            await().atMost(SOON)
                    .until(() -> !THERE.findAll(postRequestedFor(urlEqualTo(INTENTS))).isEmpty());
            webhook("payment_intent.succeeded", intentAs("succeeded"), 204);

            awaitEvents("PaymentRequested", "PaymentSettled");
            awaitEffect("DONE");
            assertThat(events()).containsExactly("PaymentRequested", "PaymentSettled");
        }

        @Test
        void webhooks_twice_and_in_the_wrong_order_change_nothing() {
            THERE.stubFor(post(urlEqualTo(INTENTS)).willReturn(okJson(intentAs("processing"))));
            pay("pm_card_visa");
            awaitEvents("PaymentRequested", "PaymentStarted");
            stubIntent("succeeded");

            webhook("payment_intent.succeeded", intentAs("succeeded"), 204);
            webhook("payment_intent.succeeded", intentAs("succeeded"), 204);
            webhook("payment_intent.processing", intentAs("processing"), 204);
            webhook("payment_intent.payment_failed", intentAs("requires_payment_method"), 204);

            assertThat(events())
                    .containsExactly("PaymentRequested", "PaymentStarted", "PaymentSettled");
        }

        @Test
        void forged_and_old_webhooks_are_refused() throws Exception {
            var body = event("payment_intent.succeeded", intentAs("succeeded"));
            var now = Instant.now().getEpochSecond();

            assertThat(
                            webhook(
                                            body,
                                            Webhook.Signature.generateSignatureHeader(
                                                    body, "other", now))
                                    .statusCode())
                    .isEqualTo(401);
            assertThat(
                            webhook(
                                            body,
                                            Webhook.Signature.generateSignatureHeader(
                                                    body, WEBHOOK_SECRET, now - 600))
                                    .statusCode())
                    .isEqualTo(401);
            assertThat(webhook(body, "").statusCode()).isEqualTo(401);
        }

        @Test
        void what_nobody_wants_any_more_is_cancelled_or_refunded() {
            THERE.stubFor(
                    post(urlEqualTo(INTENTS)).willReturn(okJson(intentAs("requires_action"))));
            pay("browser");
            awaitEvents("PaymentRequested", "PaymentStarted");
            stubIntent("succeeded");
            THERE.stubFor(
                    post(urlEqualTo(INTENTS + "/" + intent + "/cancel"))
                            .willReturn(
                                    answer(
                                            400,
                                            """
                                            {"error": {"type": "invalid_request_error",
                                              "code": "payment_intent_unexpected_state",
                                              "message": "You cannot cancel this PaymentIntent because it has a status of succeeded."}}\
                                            """)));
            THERE.stubFor(
                    post(urlEqualTo("/v1/refunds"))
                            .withRequestBody(containing("amount=1234"))
                            .willReturn(okJson(refundAs("re_1", "succeeded"))));
            commands.sendAndWait(new CancelPayment(payment));

            awaitEvents(
                    "PaymentRequested",
                    "PaymentStarted",
                    "PaymentCancelled",
                    "PaymentSettled",
                    "RefundRequested",
                    "RefundSettled");
        }

        @Test
        void a_refused_refund_waits_for_staff_and_is_asked_anew() {
            settled();
            inTurn(
                    post(urlEqualTo("/v1/refunds")),
                    answer(
                            400,
                            """
                            {"error": {"type": "invalid_request_error", "code": "balance_insufficient",
                              "message": "You have insufficient funds in your Stripe account."}}\
                            """),
                    okJson(refundAs("re_1", "succeeded")));
            var refund = RefundId.next();
            commands.sendAndWait(
                    new RequestRefund(
                            payment, refund, Money.parse("GBP 2"), RefundReason.GOODWILL));
            awaitLast("RefundRefused");
            var parked = awaitEffect("PARKED");
            assertThat(parked.at("/error").asString()).startsWith("balance_insufficient");

            var retried =
                    staff("POST", "/admin/effects/" + parked.at("/effectId").asString() + "/retry");
            assertThat(retried.statusCode()).isEqualTo(202);
            awaitLast("RefundSettled");
            var keys =
                    THERE.findAll(postRequestedFor(urlEqualTo("/v1/refunds"))).stream()
                            .map(request -> request.getHeader("Idempotency-Key"))
                            .toList();
            assertThat(keys).containsExactly(refund.value(), refund.value() + "-1");
        }

        @Test
        void a_refund_whose_answer_was_lost_is_looked_for_before_it_is_asked_for_again() {
            settled();
            var refund = RefundId.next();
            THERE.stubFor(
                    post(urlEqualTo("/v1/refunds"))
                            .willReturn(
                                    okJson(refundAs("re_1", "succeeded", refund))
                                            .withFixedDelay(TOO_LATE)));
            THERE.stubFor(
                    get(urlPathEqualTo("/v1/refunds"))
                            .withQueryParam("payment_intent", equalTo(intent))
                            .willReturn(
                                    okJson(
                                            "{\"object\": \"list\", \"has_more\": false, \"url\": \"/v1/refunds\", \"data\": [%s]}"
                                                    .formatted(
                                                            refundAs(
                                                                    "re_1",
                                                                    "succeeded",
                                                                    refund)))));
            commands.sendAndWait(
                    new RequestRefund(
                            payment, refund, Money.parse("GBP 2"), RefundReason.GOODWILL));

            awaitLast("RefundSettled");
            THERE.verify(1, postRequestedFor(urlEqualTo("/v1/refunds")));
        }

        @Test
        void a_refund_that_stripe_is_still_asked_for_cannot_be_paid_out_by_hand() {
            settled();
            THERE.stubFor(
                    post(urlEqualTo("/v1/refunds")).willReturn(answer(503, "<html>down</html>")));
            var refund = RefundId.next();
            commands.sendAndWait(
                    new RequestRefund(
                            payment, refund, Money.parse("GBP 2"), RefundReason.GOODWILL));
            THERE.stubFor(
                    get(urlPathEqualTo("/v1/refunds"))
                            .willReturn(
                                    okJson(
                                            "{\"object\": \"list\", \"has_more\": false, \"url\": \"/v1/refunds\", \"data\": []}")));
            awaitEffect("DUE");
            var byHand = "/admin/payments/%s/refunds/%s/settlement".formatted(payment, refund);

            assertThat(staff("POST", byHand).statusCode()).isEqualTo(409);
            THERE.stubFor(
                    post(urlEqualTo("/v1/refunds"))
                            .willReturn(okJson(refundAs("re_1", "succeeded", refund))));
            awaitLast("RefundSettled");
            assertThat(staff("POST", byHand).statusCode()).isEqualTo(204);
            assertThat(events())
                    .containsExactly(
                            "PaymentRequested",
                            "PaymentSettled",
                            "RefundRequested",
                            "RefundSettled");
        }

        @Test
        void a_refund_that_was_given_up_is_never_asked_for_again() {
            settled();
            THERE.stubFor(
                    post(urlEqualTo("/v1/refunds"))
                            .willReturn(
                                    answer(
                                            400,
                                            """
                                            {"error": {"type": "invalid_request_error", "code": "balance_insufficient",
                                              "message": "You have insufficient funds in your Stripe account."}}\
                                            """)));
            var refund = RefundId.next();
            commands.sendAndWait(
                    new RequestRefund(
                            payment, refund, Money.parse("GBP 2"), RefundReason.GOODWILL));
            var parked = awaitEffect("PARKED");
            // As after a crash between what giving up does to the payment and to the effect.
            commands.sendAndWait(new AbandonRefund(payment, refund));

            staff("POST", "/admin/effects/" + parked.at("/effectId").asString() + "/retry");
            assertThat(awaitEffect("DONE").at("/outcome").asString())
                    .isEqualTo("overtaken: ABANDONED");
            THERE.verify(1, postRequestedFor(urlEqualTo("/v1/refunds")));
        }

        @Test
        void a_refused_refund_that_is_given_up_may_go_back_in_another_way() {
            settled();
            THERE.stubFor(
                    post(urlEqualTo("/v1/refunds"))
                            .willReturn(
                                    answer(
                                            400,
                                            """
                                            {"error": {"type": "invalid_request_error", "code": "balance_insufficient",
                                              "message": "You have insufficient funds in your Stripe account."}}\
                                            """)));
            commands.sendAndWait(
                    new RequestRefund(
                            payment, RefundId.next(), TWELVE_POUNDS, RefundReason.GOODWILL));
            var parked = awaitEffect("PARKED");
            var path = "/admin/effects/" + parked.at("/effectId").asString() + "/abandonment";

            assertThat(JSON.readTree(staff("POST", path).body()).at("/state").asString())
                    .isEqualTo("GIVEN_UP");
            assertThat(events()).endsWith("RefundRefused", "RefundAbandoned");
            assertThat(summary().outstanding()).isEqualTo(TWELVE_POUNDS);
            assertThat(staff("POST", path).statusCode()).isEqualTo(409);
        }

        @Test
        void a_refund_that_takes_its_time_ends_by_webhook() {
            settled();
            THERE.stubFor(
                    post(urlEqualTo("/v1/refunds"))
                            .willReturn(okJson(refundAs("re_1", "pending"))));
            var refund = RefundId.next();
            commands.sendAndWait(
                    new RequestRefund(
                            payment, refund, Money.parse("GBP 2"), RefundReason.GOODWILL));
            awaitLast("RefundRequested");
            webhook("refund.updated", refundAs("re_1", "succeeded", refund), 204);
            webhook("refund.updated", refundAs("re_1", "succeeded", refund), 204);

            assertThat(events())
                    .containsExactly(
                            "PaymentRequested",
                            "PaymentSettled",
                            "RefundRequested",
                            "RefundSettled");
        }

        @Test
        void a_refund_that_fails_later_is_parked() {
            settled();
            THERE.stubFor(
                    post(urlEqualTo("/v1/refunds"))
                            .willReturn(okJson(refundAs("re_1", "pending"))));
            var refund = RefundId.next();
            commands.sendAndWait(
                    new RequestRefund(
                            payment, refund, Money.parse("GBP 2"), RefundReason.GOODWILL));
            awaitLast("RefundRequested");
            await().atMost(SOON)
                    .until(() ->
                            effects().stream()
                                    .filter(effect ->
                                            effect.at("/kind").asString().equals("payment-refund"))
                                    .allMatch(effect ->
                                            effect.at("/state").asString().equals("DONE")));
            webhook("refund.failed", refundAs("re_1", "failed", refund), 204);

            awaitLast("RefundRefused");
            assertThat(awaitEffect("PARKED").at("/kind").asString()).isEqualTo("payment-refund");
        }

        @Test
        void a_dispute_is_recorded_whatever_comes_first() {
            settled();
            stubIntent("succeeded");
            var dispute =
                    """
                    {"id": "dp_1", "object": "dispute", "amount": 1234, "currency": "gbp", "reason": "fraudulent",
                     "status": "lost", "payment_intent": "%s"}\
                    """
                            .formatted(intent);
            webhook("charge.dispute.closed", dispute, 204);
            webhook("charge.dispute.created", dispute.replace("lost", "needs_response"), 204);

            assertThat(events())
                    .containsExactly(
                            "PaymentRequested", "PaymentSettled", "PaymentDisputed", "DisputeLost");
        }

        @Test
        void reconciliation_finds_what_no_webhook_told() {
            THERE.stubFor(post(urlEqualTo(INTENTS)).willReturn(okJson(intentAs("processing"))));
            pay("pm_card_visa");
            awaitEvents("PaymentRequested", "PaymentStarted");
            stubIntent("succeeded");
            await().atMost(SOON)
                    .until(() ->
                            database.sql("select count(*) from open_payment where item = ?")
                                            .param(payment.value())
                                            .query(Integer.class)
                                            .single()
                                    == 1);

            var report = JSON.readTree(staff("POST", "/admin/payments/reconciliation").body());
            assertThat(report.at("/repaired").asInt()).isGreaterThanOrEqualTo(1);
            assertThat(events()).endsWith("PaymentSettled");
        }

        @Test
        void the_browser_gets_what_it_needs_to_confirm() {
            THERE.stubFor(
                    post(urlEqualTo(INTENTS))
                            .willReturn(okJson(intentAs("requires_payment_method"))));
            pay("browser");
            awaitEvents("PaymentRequested", "PaymentStarted");
            stubIntent("requires_payment_method");
            var browser = new BrowserAtStripe(shop);
            var intentOfBrowser = browser.intentOf(summary());

            assertThat(intentOfBrowser.intentId()).isEqualTo(intent);
            assertThat(intentOfBrowser.clientSecret()).isEqualTo(intent + "_secret_1");
            assertThat(intentOfBrowser.publishableKey()).isEqualTo("pk_test_123");
            assertThat(browser.paymentOf(intent).paymentId()).isEqualTo(payment);
            stubIntent("succeeded");
            staff("POST", "/admin/payments/%s/reconciliation".formatted(payment));
            assertThat(events()).endsWith("PaymentSettled");
        }

        @Test
        void is_asked_only_to_promise_where_staff_capture() {
            THERE.stubFor(
                    post(urlEqualTo(INTENTS))
                            .withRequestBody(containing("capture_method=manual"))
                            .withRequestBody(containing("request_multicapture"))
                            .willReturn(okJson(intentAs("requires_capture"))));
            var byStaff = StripeByStaff.at(URI.create(THERE.baseUrl()));
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
        void promised_money_is_taken_in_parts_and_the_last_releases_the_rest() {
            promised();
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
                    THERE
                            .findAll(
                                    postRequestedFor(
                                            urlEqualTo(INTENTS + "/" + intent + "/capture")))
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
        void a_promise_that_nobody_wants_any_more_is_cancelled() {
            promised();
            stubIntent("requires_capture");
            THERE.stubFor(
                    post(urlEqualTo(INTENTS + "/" + intent + "/cancel"))
                            .willReturn(okJson(intentAs("canceled"))));
            commands.sendAndWait(new CancelPayment(payment));

            awaitEvents(
                    "PaymentRequested", "PaymentAuthorised", "PaymentCancelled", "PaymentVoided");
        }

        @Test
        void a_promise_that_nobody_wants_after_a_part_was_taken_gives_that_part_back() {
            promised();
            stubCapture(500, "final_capture=false", "requires_capture", 500);
            captured("5.00", true);
            awaitLast("PaymentCaptured");
            stubIntent("succeeded", 500);
            THERE.stubFor(
                    post(urlEqualTo(INTENTS + "/" + intent + "/cancel"))
                            .willReturn(okJson(intentAs("succeeded", 500))));
            THERE.stubFor(
                    post(urlEqualTo("/v1/refunds"))
                            .withRequestBody(containing("amount=500"))
                            .willReturn(okJson(refundAs("re_1", "succeeded"))));
            commands.sendAndWait(new CancelPayment(payment));

            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(events())
                                    .contains(
                                            "PaymentCancelled", "RefundSettled", "PaymentSettled"));
            assertThat(summary().outstanding()).isEqualTo(Money.parse("GBP 0"));
        }

        @Test
        void a_promise_that_expired_is_told_by_webhook() {
            promised();
            stubIntent("canceled");
            webhook("payment_intent.canceled", intentAs("canceled"), 204);
            webhook("payment_intent.canceled", intentAs("canceled"), 204);

            assertThat(events())
                    .containsExactly("PaymentRequested", "PaymentAuthorised", "PaymentVoided");
        }

        @Test
        void a_capture_that_comes_too_late_declines_the_payment() {
            promised();
            THERE.stubFor(
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

        @Test
        void a_dispute_that_is_won_frees_the_money_again() {
            settled();
            stubIntent("succeeded");
            var dispute =
                    """
                    {"id": "dp_2", "object": "dispute", "amount": 1234, "currency": "gbp", "reason": "product_not_received",
                     "status": "needs_response", "payment_intent": "%s"}\
                    """
                            .formatted(intent);
            webhook("charge.dispute.created", dispute, 204);
            var refund =
                    new RequestRefund(
                            payment, RefundId.next(), Money.parse("GBP 2"), RefundReason.GOODWILL);
            assertThatThrownBy(() -> commands.sendAndWait(refund))
                    .isInstanceOfSatisfying(
                            CommandExecutionException.class,
                            refused ->
                                    assertThat(refused.getDetails())
                                            .contains(PaymentRejection.DISPUTED));
            webhook("charge.dispute.closed", dispute.replace("needs_response", "won"), 204);
            webhook("charge.dispute.closed", dispute.replace("needs_response", "won"), 204);

            assertThat(events())
                    .containsExactly(
                            "PaymentRequested", "PaymentSettled", "PaymentDisputed", "DisputeWon");
            THERE.stubFor(
                    post(urlEqualTo("/v1/refunds"))
                            .willReturn(okJson(refundAs("re_1", "succeeded"))));
            commands.sendAndWait(refund);
            awaitLast("RefundSettled");
        }

        private void promised() {
            THERE.stubFor(
                    post(urlEqualTo(INTENTS)).willReturn(okJson(intentAs("requires_capture"))));
            pay("pm_card_visa");
            awaitEvents("PaymentRequested", "PaymentAuthorised");
        }

        private void stubCapture(int amount, String how, String status, int received) {
            THERE.stubFor(
                    post(urlEqualTo(INTENTS + "/" + intent + "/capture"))
                            .withRequestBody(containing("amount_to_capture=" + amount))
                            .withRequestBody(containing(how))
                            .willReturn(okJson(intentAs(status, received))));
        }

        private void pay(String token) {
            request("stripe", TWELVE_POUNDS, token);
        }

        private void settled() {
            THERE.stubFor(post(urlEqualTo(INTENTS)).willReturn(okJson(intentAs("succeeded"))));
            pay("pm_card_visa");
            awaitEvents("PaymentRequested", "PaymentSettled");
        }

        private void stubIntent(String status) {
            stubIntent(status, status.equals("succeeded") ? 1234 : 0);
        }

        private void stubIntent(String status, int received) {
            THERE.stubFor(
                    get(urlEqualTo(INTENTS + "/" + intent))
                            .willReturn(okJson(intentAs(status, received))));
        }

        private String intentAs(String status) {
            return intentAs(status, status.equals("succeeded") ? 1234 : 0);
        }

        private String intentAs(String status, int received) {
            return """
            {"id": "%s", "object": "payment_intent", "amount": 1234, "amount_received": %d, "currency": "gbp",
             "capture_method": "automatic", "client_secret": "%s_secret_1", "status": "%s",
             "metadata": {"payment_id": "%s", "order_id": "%s", "confirmed_by": "server"}}\
            """
                    .formatted(intent, received, intent, status, payment, order);
        }

        private String refundAs(String id, String status) {
            return refundAs(id, status, new RefundId("refund-unknown"));
        }

        private String refundAs(String id, String status, RefundId refund) {
            return """
            {"id": "%s", "object": "refund", "amount": 200, "currency": "gbp", "status": "%s",
             "failure_reason": "lost_or_stolen_card", "payment_intent": "%s",
             "metadata": {"payment_id": "%s", "refund_id": "%s"}}\
            """
                    .formatted(id, status, intent, payment, refund);
        }

        private String event(String type, String object) {
            return """
            {"id": "evt_1", "object": "event", "api_version": "2026-01-28", "type": "%s", "data": {"object": %s}}\
            """
                    .formatted(type, object);
        }

        private void webhook(String type, String object, int expected) {
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

        private HttpResponse<String> webhook(String body, String signature) {
            return call(
                    "POST",
                    "/payments/stripe/webhook",
                    body,
                    request -> request.header("Stripe-Signature", signature));
        }
    }

    @Nested
    class PayPal {

        private static final String ORDERS = "/v2/checkout/orders";

        private final String id = "5O" + UUID.randomUUID().toString().replace("-", "");

        @BeforeEach
        void letIn() {
            THERE.stubFor(
                    post(urlEqualTo("/v1/oauth2/token"))
                            .willReturn(
                                    okJson(
                                            "{\"access_token\": \"A21AA\", \"token_type\": \"Bearer\", \"expires_in\": 32400}")));
            THERE.stubFor(
                    post(urlEqualTo(ORDERS))
                            .withHeader("PayPal-Request-Id", equalTo(payment.value()))
                            .withHeader("Authorization", equalTo("Bearer A21AA"))
                            .withRequestBody(
                                    matchingJsonPath(
                                            "$.purchase_units[0].amount.value", equalTo("12.34")))
                            .willReturn(okJson(orderAs("PAYER_ACTION_REQUIRED", ""))));
            verification("SUCCESS");
        }

        @Test
        void takes_the_money_once_the_shopper_approved() {
            pay();
            assertThat(
                            database.sql(
                                            "select convert_from(payload, 'UTF8')::jsonb ->> 'nextStep' from domain_event_entry"
                                                    + " where aggregate_identifier = ? and payload_type = 'payment.PaymentStarted'")
                                    .param(payment.value())
                                    .query(String.class)
                                    .single())
                    .isEqualTo("https://www.paypal.com/checkoutnow?token=" + id);
            approve();
            stubCapture(okJson(orderAs("COMPLETED", captureAs("COMPLETED"))));
            webhook("CHECKOUT.ORDER.APPROVED", "{\"id\": \"%s\"}".formatted(id), 204);
            webhook("CHECKOUT.ORDER.APPROVED", "{\"id\": \"%s\"}".formatted(id), 204);

            awaitEvents(
                    "PaymentRequested",
                    "PaymentStarted",
                    "PaymentAuthorised",
                    "CaptureRequested",
                    "PaymentCaptured",
                    "PaymentSettled");
            stubOrder("COMPLETED", captureAs("COMPLETED"));
            webhook(
                    "PAYMENT.CAPTURE.COMPLETED",
                    """
                    {"id": "2GG279541U471931P", "supplementary_data": {"related_ids": {"order_id": "%s"}}}\
                    """
                            .formatted(id),
                    204);
            assertThat(events()).endsWith("PaymentCaptured", "PaymentSettled");

            THERE.stubFor(
                    post(urlEqualTo("/v2/payments/captures/2GG279541U471931P/refund"))
                            .willReturn(
                                    okJson(
                                            "{\"id\": \"1JU08902781691411\", \"status\": \"COMPLETED\"}")));
            commands.sendAndWait(
                    new RequestRefund(
                            payment, RefundId.next(), Money.parse("GBP 2"), RefundReason.GOODWILL));
            awaitLast("RefundSettled");
        }

        @Test
        void a_declined_instrument_declines_the_payment() {
            pay();
            approve();
            stubCapture(
                    answer(
                            422,
                            """
                            {"name": "UNPROCESSABLE_ENTITY", "details": [{"issue": "INSTRUMENT_DECLINED",
                              "description": "The instrument presented was either declined by the processor or bank."}],
                             "message": "The requested action could not be performed."}\
                            """));
            webhook("CHECKOUT.ORDER.APPROVED", "{\"id\": \"%s\"}".formatted(id), 204);

            awaitEvents(
                    "PaymentRequested",
                    "PaymentStarted",
                    "PaymentAuthorised",
                    "CaptureRequested",
                    "CaptureRefused",
                    "PaymentDeclined");
        }

        @Test
        void a_declined_capture_that_the_webhook_tells_first_declines_the_payment() {
            pay();
            approve();
            stubCapture(answer(503, "<html>busy</html>"));
            webhook("CHECKOUT.ORDER.APPROVED", "{\"id\": \"%s\"}".formatted(id), 204);
            awaitLast("CaptureRequested");
            stubOrder("COMPLETED", captureAs("DECLINED"));
            webhook(
                    "PAYMENT.CAPTURE.DENIED",
                    """
                    {"id": "2GG279541U471931P", "status": "DECLINED",
                     "supplementary_data": {"related_ids": {"order_id": "%s"}}}\
                    """
                            .formatted(id),
                    204);

            awaitEvents(
                    "PaymentRequested",
                    "PaymentStarted",
                    "PaymentAuthorised",
                    "CaptureRequested",
                    "CaptureRefused",
                    "PaymentDeclined");
        }

        @Test
        void a_capture_whose_answer_was_lost_is_found() {
            pay();
            approve();
            THERE.stubFor(
                    post(urlEqualTo(ORDERS + "/" + id + "/capture"))
                            .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
            webhook("CHECKOUT.ORDER.APPROVED", "{\"id\": \"%s\"}".formatted(id), 204);
            await().atMost(SOON)
                    .until(() ->
                            !THERE.findAll(
                                            postRequestedFor(
                                                    urlEqualTo(ORDERS + "/" + id + "/capture")))
                                    .isEmpty());
            stubOrder("COMPLETED", captureAs("COMPLETED"));

            awaitLast("PaymentSettled");
        }

        @Test
        void money_is_promised_when_the_shopper_agreed_and_taken_in_parts() {
            promised();
            stubPromise("CREATED", "");
            stubPartCapture("5.00", "false", "7TK53561YB803214S");
            captured("5.00", true);
            awaitLast("PaymentCaptured");
            stubPromise("PARTIALLY_CAPTURED", partAs("7TK53561YB803214S", "", "5.00"));
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
            stubPromise(
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
            THERE.verify(
                    1,
                    postRequestedFor(urlEqualTo("/v2/payments/captures/8TK53561YB803214S/refund")));
        }

        @Test
        void a_promise_that_nobody_wants_any_more_is_given_back() {
            promised();
            stubPromise("CREATED", "");
            THERE.stubFor(
                    get(urlEqualTo(ORDERS + "/" + id))
                            .inScenario("void")
                            .whenScenarioStateIs("voided")
                            .willReturn(okJson(promiseAs("VOIDED", ""))));
            THERE.stubFor(
                    post(urlEqualTo("/v2/payments/authorizations/0VF52814937998046/void"))
                            .inScenario("void")
                            .whenScenarioStateIs(Scenario.STARTED)
                            .willSetStateTo("voided")
                            .willReturn(
                                    okJson(
                                            "{\"id\": \"0VF52814937998046\", \"status\": \"VOIDED\"}")));
            commands.sendAndWait(new CancelPayment(payment));

            awaitLast("PaymentVoided");
            THERE.verify(
                    1,
                    postRequestedFor(
                            urlEqualTo("/v2/payments/authorizations/0VF52814937998046/void")));
        }

        @Test
        void a_promise_that_is_refused_declines_the_payment() {
            pay();
            stubOrder("APPROVED", "", "AUTHORIZE");
            THERE.stubFor(
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
        void a_promise_whose_answer_was_lost_is_found() {
            pay();
            stubOrder("APPROVED", "", "AUTHORIZE");
            THERE.stubFor(
                    post(urlEqualTo(ORDERS + "/" + id + "/authorize"))
                            .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
            webhook("CHECKOUT.ORDER.APPROVED", "{\"id\": \"%s\"}".formatted(id), 204);
            await().atMost(SOON)
                    .until(() ->
                            !THERE.findAll(
                                            postRequestedFor(
                                                    urlEqualTo(ORDERS + "/" + id + "/authorize")))
                                    .isEmpty());
            stubPromise("CREATED", "");

            awaitLast("PaymentAuthorised");
        }

        @Test
        void a_part_whose_answer_was_lost_is_found_by_its_invoice() {
            promised();
            stubPromise("CREATED", "");
            THERE.stubFor(
                    post(urlEqualTo("/v2/payments/authorizations/0VF52814937998046/capture"))
                            .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
            var part = captured("5.00", true);
            await().atMost(SOON)
                    .until(() ->
                            !THERE.findAll(
                                            postRequestedFor(
                                                    urlEqualTo(
                                                            "/v2/payments/authorizations/0VF52814937998046/capture")))
                                    .isEmpty());
            stubPromise("PARTIALLY_CAPTURED", partAs("7TK53561YB803214S", part.value(), "5.00"));

            awaitLast("PaymentCaptured");
        }

        @Test
        void a_promise_that_expired_is_told_by_webhook() {
            promised();
            stubPromise("VOIDED", "");
            webhook(
                    "PAYMENT.AUTHORIZATION.VOIDED",
                    """
                    {"id": "0VF52814937998046", "supplementary_data": {"related_ids": {"order_id": "%s"}}}\
                    """
                            .formatted(id),
                    204);

            assertThat(events()).endsWith("PaymentAuthorised", "PaymentVoided");
        }

        @Test
        void is_asked_only_to_promise_where_staff_capture() {
            var byStaff = PayPalByStaff.at(URI.create(THERE.baseUrl()));
            THERE.stubFor(
                    post(urlEqualTo(ORDERS))
                            .withRequestBody(matchingJsonPath("$.intent", equalTo("AUTHORIZE")))
                            .willReturn(okJson(orderAs("PAYER_ACTION_REQUIRED", ""))));
            var charge =
                    byStaff.charge(
                            new PaymentProvider.NewCharge(
                                    payment, order, TWELVE_POUNDS, "redirect"),
                            attempt());

            assertThat(charge.status()).isEqualTo(PaymentProvider.Status.PENDING);
        }

        @Test
        void a_refund_of_an_order_that_paypal_no_longer_shows_goes_to_its_capture() {
            taken();
            THERE.stubFor(
                    get(urlEqualTo(ORDERS + "/" + id))
                            .willReturn(
                                    answer(
                                            404,
                                            """
                                            {"name": "RESOURCE_NOT_FOUND", "message": "The specified resource does not exist."}\
                                            """)));
            stubRefund("2GG279541U471931P", "2.00");
            commands.sendAndWait(
                    new RequestRefund(
                            payment, RefundId.next(), Money.parse("GBP 2"), RefundReason.GOODWILL));
            awaitLast("RefundSettled");
        }

        @Test
        void a_refund_that_takes_its_time_ends_by_webhook() {
            taken();
            var refund = pendingRefund();
            var told =
                    """
                    {"id": "1JU08902781691411", "status": "COMPLETED", "custom_id": "%s:%s",
                     "amount": {"currency_code": "GBP", "value": "2.00"}}\
                    """
                            .formatted(payment, refund);
            webhook("PAYMENT.CAPTURE.REFUNDED", told, 204);
            webhook("PAYMENT.CAPTURE.REFUNDED", told, 204);

            assertThat(events()).endsWith("RefundRequested", "RefundSettled");
        }

        @Test
        void a_refund_that_fails_later_is_parked() {
            taken();
            var refund = pendingRefund();
            webhook(
                    "PAYMENT.REFUND.FAILED",
                    """
                    {"id": "1JU08902781691411", "status": "FAILED", "custom_id": "%s:%s",
                     "status_details": {"reason": "ECHECK"}}\
                    """
                            .formatted(payment, refund),
                    204);

            awaitLast("RefundRefused");
            assertThat(awaitEffect("PARKED").at("/kind").asString()).isEqualTo("payment-refund");
        }

        @Test
        void a_dispute_is_recorded_and_its_end() {
            taken();
            var dispute =
                    """
                    {"dispute_id": "PP-D-27803", "reason": "MERCHANDISE_OR_SERVICE_NOT_RECEIVED", "status": "OPEN",
                     "dispute_amount": {"currency_code": "GBP", "value": "12.34"},
                     "disputed_transactions": [{"seller_transaction_id": "2GG279541U471931P", "custom": "%s"}]%s}\
                    """;
            webhook("CUSTOMER.DISPUTE.CREATED", dispute.formatted(payment, ""), 204);
            webhook(
                    "CUSTOMER.DISPUTE.RESOLVED",
                    dispute.formatted(
                            payment,
                            ", \"dispute_outcome\": {\"outcome_code\": \"RESOLVED_SELLER_FAVOUR\"}"),
                    204);

            assertThat(events()).endsWith("PaymentDisputed", "DisputeWon");
        }

        @Test
        void a_dispute_that_the_buyer_wins_is_lost() {
            taken();
            webhook(
                    "CUSTOMER.DISPUTE.RESOLVED",
                    """
                    {"dispute_id": "PP-D-27804", "reason": "UNAUTHORISED", "status": "RESOLVED",
                     "dispute_amount": {"currency_code": "GBP", "value": "12.34"},
                     "disputed_transactions": [{"seller_transaction_id": "2GG279541U471931P", "custom": "%s"}],
                     "dispute_outcome": {"outcome_code": "RESOLVED_BUYER_FAVOUR"}}\
                    """
                            .formatted(payment),
                    204);

            assertThat(events()).endsWith("PaymentDisputed", "DisputeLost");
        }

        @Test
        void being_asked_to_slow_down_faults_and_silence_only_delay() {
            inTurn(
                    post(urlEqualTo(ORDERS))
                            .atPriority(1)
                            .withHeader("PayPal-Request-Id", equalTo(payment.value())),
                    answer(
                            429,
                            "{\"name\": \"RATE_LIMIT_REACHED\", \"message\": \"Too many requests. Blocked due to rate limiting.\"}"),
                    answer(
                            500,
                            "{\"name\": \"INTERNAL_SERVER_ERROR\", \"message\": \"An internal server error occurred.\"}"),
                    okJson(orderAs("PAYER_ACTION_REQUIRED", "")).withFixedDelay(TOO_LATE),
                    okJson(orderAs("PAYER_ACTION_REQUIRED", "")));
            request("paypal", TWELVE_POUNDS, "redirect");

            awaitEvents("PaymentRequested", "PaymentStarted");
        }

        @Test
        void a_refund_whose_answer_was_lost_is_looked_for() {
            taken();
            var refund = RefundId.next();
            THERE.stubFor(
                    post(urlEqualTo("/v2/payments/captures/2GG279541U471931P/refund"))
                            .willReturn(
                                    okJson(
                                                    "{\"id\": \"1JU08902781691411\", \"status\": \"COMPLETED\"}")
                                            .withFixedDelay(TOO_LATE)));
            commands.sendAndWait(
                    new RequestRefund(
                            payment, refund, Money.parse("GBP 2"), RefundReason.GOODWILL));
            await().atMost(SOON)
                    .until(() ->
                            !THERE.findAll(
                                            postRequestedFor(
                                                    urlEqualTo(
                                                            "/v2/payments/captures/2GG279541U471931P/refund")))
                                    .isEmpty());
            stubOrder(
                    "COMPLETED",
                    """
                    , "payments": {"captures": [{"id": "2GG279541U471931P", "status": "PARTIALLY_REFUNDED",
                        "amount": {"currency_code": "GBP", "value": "12.34"}}],
                      "refunds": [{"id": "1JU08902781691411", "status": "COMPLETED", "custom_id": "%s:%s",
                        "amount": {"currency_code": "GBP", "value": "2.00"},
                        "links": [{"rel": "up", "href": "https://api-m.paypal.com/v2/payments/captures/2GG279541U471931P"}]}]}\
                    """
                            .formatted(payment, refund));

            awaitLast("RefundSettled");
            THERE.verify(
                    1,
                    postRequestedFor(urlEqualTo("/v2/payments/captures/2GG279541U471931P/refund")));
        }

        private RefundId pendingRefund() {
            THERE.stubFor(
                    post(urlEqualTo("/v2/payments/captures/2GG279541U471931P/refund"))
                            .willReturn(
                                    okJson(
                                            "{\"id\": \"1JU08902781691411\", \"status\": \"PENDING\"}")));
            var refund = RefundId.next();
            commands.sendAndWait(
                    new RequestRefund(
                            payment, refund, Money.parse("GBP 2"), RefundReason.GOODWILL));
            awaitLast("RefundRequested");
            await().atMost(SOON)
                    .until(() ->
                            effects().getFirst().at("/kind").asString().equals("payment-refund")
                                    && effects().getFirst().at("/state").asString().equals("DONE"));
            return refund;
        }

        /// All of it was captured.
        private void taken() {
            pay();
            approve();
            stubCapture(okJson(orderAs("COMPLETED", captureAs("COMPLETED"))));
            webhook("CHECKOUT.ORDER.APPROVED", "{\"id\": \"%s\"}".formatted(id), 204);
            awaitLast("PaymentSettled");
            stubOrder("COMPLETED", captureAs("COMPLETED"));
        }

        /// The shopper agreed, and PayPal promised the money.
        private void promised() {
            pay();
            stubOrder("APPROVED", "", "AUTHORIZE");
            THERE.stubFor(
                    post(urlEqualTo(ORDERS + "/" + id + "/authorize"))
                            .willReturn(okJson(promiseAs("CREATED", ""))));
            webhook("CHECKOUT.ORDER.APPROVED", "{\"id\": \"%s\"}".formatted(id), 204);
            webhook("CHECKOUT.ORDER.APPROVED", "{\"id\": \"%s\"}".formatted(id), 204);
            awaitEvents(
                    "PaymentRequested", "PaymentStarted", "PaymentApproved", "PaymentAuthorised");
        }

        private void stubPromise(String status, String captures) {
            THERE.stubFor(
                    get(urlEqualTo(ORDERS + "/" + id))
                            .willReturn(okJson(promiseAs(status, captures))));
        }

        private String promiseAs(String status, String captures) {
            return orderAs(
                    "COMPLETED",
                    """
                    , "payments": {"authorizations": [{"id": "0VF52814937998046", "status": "%s",
                        "amount": {"currency_code": "GBP", "value": "12.34"}}], "captures": [%s]}\
                    """
                            .formatted(status, captures),
                    "AUTHORIZE");
        }

        private static String partAs(String capture, String invoice, String pounds) {
            return """
            {"id": "%s", "status": "COMPLETED", "invoice_id": "%s",
             "amount": {"currency_code": "GBP", "value": "%s"}, "final_capture": false}\
            """
                    .formatted(capture, invoice, pounds);
        }

        private void stubPartCapture(String pounds, String last, String capture) {
            THERE.stubFor(
                    post(urlEqualTo("/v2/payments/authorizations/0VF52814937998046/capture"))
                            .withRequestBody(matchingJsonPath("$.amount.value", equalTo(pounds)))
                            .withRequestBody(matchingJsonPath("$.final_capture", equalTo(last)))
                            .willReturn(okJson(partAs(capture, "", pounds))));
        }

        private void stubRefund(String capture, String pounds) {
            THERE.stubFor(
                    post(urlEqualTo("/v2/payments/captures/%s/refund".formatted(capture)))
                            .withRequestBody(matchingJsonPath("$.amount.value", equalTo(pounds)))
                            .willReturn(okJson("{\"id\": \"1JU\", \"status\": \"COMPLETED\"}")));
        }

        private void stubOrder(String status, String payments, String intent) {
            THERE.stubFor(
                    get(urlEqualTo(ORDERS + "/" + id))
                            .willReturn(okJson(orderAs(status, payments, intent))));
        }

        @Test
        void messages_that_paypal_does_not_know_are_refused() {
            verification("FAILURE");
            webhook("CHECKOUT.ORDER.APPROVED", "{\"id\": \"%s\"}".formatted(id), 401);
        }

        @Test
        void what_was_approved_but_is_no_longer_wanted_is_never_captured() {
            pay();
            stubOrder("APPROVED", "");
            commands.sendAndWait(new CancelPayment(payment));
            awaitEvents("PaymentRequested", "PaymentStarted", "PaymentCancelled", "PaymentVoided");
            webhook("CHECKOUT.ORDER.APPROVED", "{\"id\": \"%s\"}".formatted(id), 204);

            assertThat(events()).endsWith("PaymentVoided");
        }

        private void pay() {
            request("paypal", TWELVE_POUNDS, "redirect");
            awaitEvents("PaymentRequested", "PaymentStarted");
        }

        private void approve() {
            stubOrder("APPROVED", "");
        }

        private void stubOrder(String status, String payments) {
            THERE.stubFor(
                    get(urlEqualTo(ORDERS + "/" + id))
                            .willReturn(okJson(orderAs(status, payments))));
        }

        private void stubCapture(ResponseDefinitionBuilder answer) {
            THERE.stubFor(post(urlEqualTo(ORDERS + "/" + id + "/capture")).willReturn(answer));
        }

        private String captureAs(String status) {
            return """
            , "payments": {"captures": [{"id": "2GG279541U471931P", "status": "%s",
              "amount": {"currency_code": "GBP", "value": "12.34"}}]}\
            """
                    .formatted(status);
        }

        private String orderAs(String status, String payments) {
            return orderAs(status, payments, "CAPTURE");
        }

        private String orderAs(String status, String payments, String intent) {
            return """
            {"id": "%s", "intent": "%s", "status": "%s", "purchase_units": [{"reference_id": "default", "custom_id": "%s",
               "amount": {"currency_code": "GBP", "value": "12.34"}%s}],
             "links": [{"href": "https://api-m.paypal.com/v2/checkout/orders/%s", "rel": "self", "method": "GET"},
               {"href": "https://www.paypal.com/checkoutnow?token=%s", "rel": "payer-action", "method": "GET"}]}\
            """
                    .formatted(id, intent, status, payment, payments, id, id);
        }

        private void verification(String status) {
            THERE.stubFor(
                    post(urlEqualTo("/v1/notifications/verify-webhook-signature"))
                            .withRequestBody(matchingJsonPath("$.webhook_id", equalTo("WH-1")))
                            .withRequestBody(matchingJsonPath("$.transmission_id", equalTo("t-1")))
                            .willReturn(
                                    okJson("{\"verification_status\": \"%s\"}".formatted(status))));
        }

        private void webhook(String type, String resource, int expected) {
            var body =
                    """
                    {"id": "WH-EVENT-1", "event_type": "%s", "resource": %s}\
                    """
                            .formatted(type, resource);
            assertThat(
                            call(
                                            "POST",
                                            "/payments/paypal/webhook",
                                            body,
                                            request ->
                                                    request.header("PAYPAL-TRANSMISSION-ID", "t-1")
                                                            .header("PAYPAL-TRANSMISSION-SIG", "s"))
                                    .statusCode())
                    .isEqualTo(expected);
        }
    }

    @Nested
    class Daraja {

        private static final String PUSH = "/mpesa/stkpush/v1/processrequest";
        private static final String QUERY = "/mpesa/stkpushquery/v1/query";
        private static final String REVERSAL = "/mpesa/reversal/v1/request";

        private final String checkout = "ws_CO_" + UUID.randomUUID();

        @BeforeEach
        void letIn() {
            THERE.stubFor(
                    get(urlPathEqualTo("/oauth/v1/generate"))
                            .willReturn(
                                    okJson(
                                            "{\"access_token\": \"c9SQxW\", \"expires_in\": \"3599\"}")));
        }

        @Test
        void takes_and_returns_money() {
            acceptPush();
            push();
            awaitEvents("PaymentRequested", "PaymentStarted");
            THERE.verify(
                    postRequestedFor(urlEqualTo(PUSH))
                            .withRequestBody(
                                    matchingJsonPath("$.PhoneNumber", equalTo("254712345678")))
                            .withRequestBody(matchingJsonPath("$.Amount", equalTo("1200"))));
            answerQuery("0", "The service request is processed successfully.");
            callback("/callback/" + payment + "/" + proof(payment.value()), paid(), 200);
            callback("/callback/" + payment + "/" + proof(payment.value()), paid(), 200);

            assertThat(events())
                    .containsExactly(
                            "PaymentRequested",
                            "PaymentStarted",
                            "PaymentSettled",
                            "ReceiptRecorded");
            THERE.stubFor(
                    post(urlEqualTo("/mpesa/reversal/v1/request"))
                            .withRequestBody(
                                    matchingJsonPath("$.TransactionID", equalTo("NLJ7RT61SV")))
                            .willReturn(
                                    okJson(
                                            "{\"OriginatorConversationID\": \"1\", \"ConversationID\": \"AG_1\", \"ResponseCode\": \"0\", \"ResponseDescription\": \"Accept the service request successfully.\"}")));
            var refund = RefundId.next();
            commands.sendAndWait(
                    new RequestRefund(payment, refund, SHILLINGS, RefundReason.GOODWILL));
            await().atMost(SOON)
                    .until(() ->
                            !THERE.findAll(
                                            postRequestedFor(
                                                    urlEqualTo("/mpesa/reversal/v1/request")))
                                    .isEmpty());
            callback(
                    "/reversals/%s/%s/%s"
                            .formatted(
                                    payment, refund, proof(payment.value() + "/" + refund.value())),
                    "{\"Result\": {\"ResultType\": 0, \"ResultCode\": 0, \"ResultDesc\": \"The service request is processed successfully.\", \"TransactionID\": \"NLJ0000000\"}}",
                    200);
            awaitLast("RefundSettled");
        }

        @Test
        void a_push_whose_answer_was_lost_is_never_sent_again() {
            THERE.stubFor(
                    post(urlEqualTo(PUSH)).willReturn(okJson(accepted()).withFixedDelay(TOO_LATE)));
            push();

            var parked = awaitEffect("PARKED");
            assertThat(parked.at("/inDoubt").asBoolean()).isTrue();
            staff("POST", "/admin/effects/" + parked.at("/effectId").asString() + "/retry");
            awaitEffect("PARKED");
            THERE.verify(1, postRequestedFor(urlEqualTo(PUSH)));

            answerQuery("0", "The service request is processed successfully.");
            callback("/callback/" + payment + "/" + proof(payment.value()), paid(), 200);
            awaitLast("ReceiptRecorded");
            assertThat(events()).contains("PaymentSettled");
            awaitEffect("DONE");
        }

        @Test
        void a_call_back_that_daraja_does_not_confirm_is_not_believed() {
            acceptPush();
            push();
            awaitEvents("PaymentRequested", "PaymentStarted");
            answerQuery("1032", "Request cancelled by user");
            callback("/callback/" + payment + "/" + proof(payment.value()), paid(), 200);

            assertThat(events())
                    .containsExactly("PaymentRequested", "PaymentStarted", "PaymentDeclined");
        }

        @Test
        void a_guessed_address_does_not_exist() {
            acceptPush();
            push();
            awaitEvents("PaymentRequested", "PaymentStarted");
            callback("/callback/" + payment + "/" + "0".repeat(64), paid(), 404);
            assertThat(events()).containsExactly("PaymentRequested", "PaymentStarted");
        }

        @Test
        void a_call_back_whose_confirmation_fails_is_to_be_sent_again() {
            acceptPush();
            push();
            awaitEvents("PaymentRequested", "PaymentStarted");
            THERE.stubFor(post(urlEqualTo(QUERY)).willReturn(answer(503, "<html>busy</html>")));
            callback("/callback/" + payment + "/" + proof(payment.value()), paid(), 503);
        }

        @Test
        void a_reversal_that_fails_is_parked() {
            paidWithReceipt();
            acceptReversal();
            var refund = reverse();
            reversed(refund, 2006, "The account status does not allow the transaction");

            awaitLast("RefundRefused");
            assertThat(awaitEffect("PARKED").at("/kind").asString()).isEqualTo("payment-refund");
        }

        @Test
        void a_reversal_whose_answer_was_lost_is_never_sent_again_and_ends_by_its_result() {
            paidWithReceipt();
            THERE.stubFor(
                    post(urlEqualTo(REVERSAL))
                            .willReturn(
                                    okJson("{\"ResponseCode\": \"0\"}").withFixedDelay(TOO_LATE)));
            var refund = reverse();
            var parked = awaitEffect("PARKED");
            assertThat(parked.at("/inDoubt").asBoolean()).isTrue();
            staff("POST", "/admin/effects/" + parked.at("/effectId").asString() + "/retry");
            awaitEffect("PARKED");
            THERE.verify(1, postRequestedFor(urlEqualTo(REVERSAL)));

            reversed(refund, 0, "The service request is processed successfully.");
            awaitLast("RefundSettled");
            awaitEffect("DONE");
        }

        @Test
        void a_reversal_that_timed_out_there_tells_nothing() {
            paidWithReceipt();
            acceptReversal();
            var refund = reverse();
            callback(
                    "/reversals/%s/%s/%s"
                            .formatted(
                                    payment, refund, proof(payment.value() + "/" + refund.value())),
                    "{\"requestId\": \"1\", \"errorMessage\": \"The request timed out in the queue\"}",
                    200);

            assertThat(events()).endsWith("RefundRequested");
        }

        @Test
        void being_asked_to_slow_down_only_delays() {
            inTurn(
                    post(urlEqualTo(PUSH)),
                    answer(
                            429,
                            """
                            {"requestId": "1", "errorCode": "429.001.01", "errorMessage": "Spike arrest violation"}\
                            """),
                    okJson(accepted()));
            push();

            awaitEvents("PaymentRequested", "PaymentStarted");
        }

        @Test
        void a_push_that_nobody_wants_any_more_ends_by_itself() {
            acceptPush();
            push();
            awaitEvents("PaymentRequested", "PaymentStarted");
            answerQuery("1037", "DS timeout user cannot be reached");
            commands.sendAndWait(new CancelPayment(payment));

            awaitEvents("PaymentRequested", "PaymentStarted", "PaymentCancelled", "PaymentVoided");
        }

        @Test
        void a_call_back_that_was_lost_is_made_up_for_by_the_query() {
            acceptPush();
            push();
            awaitEvents("PaymentRequested", "PaymentStarted");
            answerQuery("0", "The service request is processed successfully.");
            staff("POST", "/admin/payments/%s/reconciliation".formatted(payment));

            assertThat(events())
                    .containsExactly("PaymentRequested", "PaymentStarted", "PaymentSettled");
        }

        private void paidWithReceipt() {
            acceptPush();
            push();
            awaitEvents("PaymentRequested", "PaymentStarted");
            answerQuery("0", "The service request is processed successfully.");
            callback("/callback/" + payment + "/" + proof(payment.value()), paid(), 200);
            awaitLast("ReceiptRecorded");
        }

        private void acceptReversal() {
            THERE.stubFor(
                    post(urlEqualTo(REVERSAL))
                            .willReturn(
                                    okJson(
                                            "{\"OriginatorConversationID\": \"1\", \"ConversationID\": \"AG_1\", \"ResponseCode\": \"0\"}")));
        }

        private RefundId reverse() {
            var refund = RefundId.next();
            commands.sendAndWait(
                    new RequestRefund(payment, refund, SHILLINGS, RefundReason.GOODWILL));
            await().atMost(SOON)
                    .until(() ->
                            !THERE.findAll(postRequestedFor(urlEqualTo(REVERSAL))).isEmpty()
                                    && !effects().getFirst().at("/state").asString().equals("DUE"));
            return refund;
        }

        private void reversed(RefundId refund, int code, String description) {
            callback(
                    "/reversals/%s/%s/%s"
                            .formatted(
                                    payment, refund, proof(payment.value() + "/" + refund.value())),
                    "{\"Result\": {\"ResultType\": 0, \"ResultCode\": %d, \"ResultDesc\": \"%s\", \"TransactionID\": \"NLJ0000000\"}}"
                            .formatted(code, description),
                    200);
        }

        @Test
        void a_phone_that_is_busy_is_tried_again() {
            inTurn(
                    post(urlEqualTo(PUSH)),
                    answer(
                            500,
                            """
                            {"requestId": "1", "errorCode": "500.001.1001",
                             "errorMessage": "Unable to lock subscriber, a transaction is already in process for the current subscriber"}\
                            """),
                    okJson(accepted()));
            push();

            awaitEvents("PaymentRequested", "PaymentStarted");
        }

        @Test
        void what_is_not_a_phone_number_or_not_shillings_is_refused() {
            request("mpesa", TWELVE_POUNDS, kept());
            awaitEvents("PaymentRequested", "PaymentDeclined");
            THERE.verify(0, postRequestedFor(urlEqualTo(PUSH)));
        }

        @Test
        void while_the_shopper_is_asked_reconciliation_leaves_it_open() {
            acceptPush();
            push();
            awaitEvents("PaymentRequested", "PaymentStarted");
            THERE.stubFor(
                    post(urlEqualTo(QUERY))
                            .willReturn(
                                    answer(
                                            500,
                                            """
                                            {"requestId": "1", "errorCode": "500.001.1001",
                                             "errorMessage": "The transaction is being processed"}\
                                            """)));
            var report = staff("POST", "/admin/payments/%s/reconciliation".formatted(payment));

            assertThat(report.statusCode()).isEqualTo(200);
            assertThat(events()).containsExactly("PaymentRequested", "PaymentStarted");
        }

        private void push() {
            request("mpesa", SHILLINGS, kept());
        }

        private String kept() {
            var token =
                    providers.tokenToKeep(
                            "mpesa", new CustomerId("customer-" + payment.value()), "0712 345 678");
            assertThat(token).doesNotContain("712345678");
            return token;
        }

        private void acceptPush() {
            THERE.stubFor(post(urlEqualTo(PUSH)).willReturn(okJson(accepted())));
        }

        private String accepted() {
            return """
            {"MerchantRequestID": "29115-34620561-1", "CheckoutRequestID": "%s", "ResponseCode": "0",
             "ResponseDescription": "Success. Request accepted for processing",
             "CustomerMessage": "Success. Request accepted for processing"}\
            """
                    .formatted(checkout);
        }

        private void answerQuery(String code, String description) {
            THERE.stubFor(
                    post(urlEqualTo(QUERY))
                            .withRequestBody(
                                    matchingJsonPath("$.CheckoutRequestID", equalTo(checkout)))
                            .willReturn(
                                    okJson(
                                            """
                                            {"ResponseCode": "0", "ResponseDescription": "The service request has been accepted successsfully",
                                             "MerchantRequestID": "29115-34620561-1", "CheckoutRequestID": "%s",
                                             "ResultCode": "%s", "ResultDesc": "%s"}\
                                            """
                                                    .formatted(checkout, code, description))));
        }

        private String paid() {
            return """
            {"Body": {"stkCallback": {"MerchantRequestID": "29115-34620561-1", "CheckoutRequestID": "%s",
              "ResultCode": 0, "ResultDesc": "The service request is processed successfully.",
              "CallbackMetadata": {"Item": [{"Name": "Amount", "Value": 1200.00},
                {"Name": "MpesaReceiptNumber", "Value": "NLJ7RT61SV"}, {"Name": "Balance"},
                {"Name": "TransactionDate", "Value": 20260115120000}, {"Name": "PhoneNumber", "Value": 254712345678}]}}}}\
            """
                    .formatted(checkout);
        }

        private void callback(String path, String body, int expected) {
            assertThat(call("POST", "/payments/mpesa" + path, body, _ -> {}).statusCode())
                    .isEqualTo(expected);
        }

        private static String proof(String text) {
            return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, CALLBACK_SECRET).hmacHex(text);
        }
    }

    @Nested
    class Cash_on_delivery {

        @Test
        void is_promised_then_brought_then_handed_back() {
            request("cash-on-delivery", TWELVE_POUNDS, "cash");
            awaitEvents("PaymentRequested", "PaymentAuthorised");

            assertThat(staff("POST", "/admin/payments/%s/captures".formatted(payment)).statusCode())
                    .isEqualTo(202);
            awaitEvents(
                    "PaymentRequested",
                    "PaymentAuthorised",
                    "CaptureRequested",
                    "PaymentCaptured",
                    "PaymentSettled");

            var refund = RefundId.next();
            commands.sendAndWait(
                    new RequestRefund(payment, refund, TWELVE_POUNDS, RefundReason.GOODWILL));
            assertThat(awaitEffect("PARKED").at("/error").asString())
                    .startsWith("paid_out_by_hand");
            assertThat(
                            staff(
                                            "POST",
                                            "/admin/payments/%s/refunds/%s/settlement"
                                                    .formatted(payment, refund))
                                    .statusCode())
                    .isEqualTo(204);
            awaitLast("RefundSettled");
            awaitEffect("DONE");
        }

        @Test
        void that_nobody_wants_any_more_is_void() {
            request("cash-on-delivery", TWELVE_POUNDS, "cash");
            awaitEvents("PaymentRequested", "PaymentAuthorised");
            commands.sendAndWait(new CancelPayment(payment));
            awaitEvents(
                    "PaymentRequested", "PaymentAuthorised", "PaymentCancelled", "PaymentVoided");
        }
    }

    @Nested
    class Gift_card {

        private final CreditAccountId card = CreditAccountId.ofGiftCard("CARD" + payment);

        @BeforeEach
        void is_issued() {
            commands.sendAndWait(
                    new GrantCredit(
                            card,
                            new CreditCommand.Opening(
                                    CreditEvent.Kind.GIFT_CARD, null, "ABCD", null),
                            "grant-1",
                            CreditEvent.GrantReason.SOLD,
                            TWELVE_POUNDS));
        }

        @Test
        void whose_money_was_spent_before_the_payment_knew_is_found_by_the_void() {
            keep();
            commands.sendAndWait(new ConfirmCredit(card, payment.value()));

            var end = giftCards().voidCharge(begun(), attempt());
            assertThat(end.status()).isEqualTo(PaymentProvider.Status.SETTLED);
            assertThat(end.amount()).isEqualTo(TWELVE_POUNDS);
        }

        @Test
        void whose_money_is_only_kept_is_free_after_the_void() {
            keep();

            assertThat(giftCards().voidCharge(begun(), attempt()).status())
                    .isEqualTo(PaymentProvider.Status.VOIDED);
            CreditSummary after = commands.sendAndWait(new ReadCredit(card));
            assertThat(after.available()).isEqualTo(TWELVE_POUNDS);
        }

        @Test
        void is_known_before_anything_is_taken() {
            pay();
            assertThat(summary().providerReference()).isEqualTo(card.value());
        }

        @Test
        void that_is_blocked_gets_nothing_back_until_staff_unblock_it() {
            pay();
            commands.sendAndWait(new BlockCredit(card, "lost"));
            commands.sendAndWait(
                    new RequestRefund(
                            payment, RefundId.next(), TWELVE_POUNDS, RefundReason.GOODWILL));
            awaitLast("RefundRefused");
            var parked = awaitEffect("PARKED");
            assertThat(parked.at("/error").asString()).startsWith("credit_blocked");

            commands.sendAndWait(new UnblockCredit(card));
            staff("POST", "/admin/effects/" + parked.at("/effectId").asString() + "/retry");
            awaitLast("RefundSettled");
        }

        private void pay() {
            request("gift-card", TWELVE_POUNDS, card.value());
            awaitEvents("PaymentRequested", "PaymentStarted", "PaymentSettled");
        }

        private void keep() {
            var now = Instant.now();
            commands.sendAndWait(
                    new ReserveCredit(
                            card, payment.value(), TWELVE_POUNDS, now, now.plusSeconds(600)));
        }

        private PaymentProvider giftCards() {
            return providers.named("gift-card");
        }

        /// Of which only the account is known.
        private PaymentSummary begun() {
            var nothing = Money.zero(TWELVE_POUNDS.getCurrencyUnit());
            return new PaymentSummary(
                    payment,
                    order,
                    "gift-card",
                    card.value(),
                    null,
                    null,
                    PaymentStatus.CANCELLED,
                    TWELVE_POUNDS,
                    nothing,
                    nothing,
                    nothing,
                    nothing,
                    nothing,
                    List.of(),
                    Map.of());
        }
    }

    private void request(String provider, Money amount, String token) {
        commands.sendAndWait(new RequestPayment(payment, order, amount, provider, token));
    }

    private PaymentSummary summary() {
        return commands.sendAndWait(new ReadPayment(payment));
    }

    private List<String> events() {
        return database.sql(
                        "select substr(payload_type, 9) from domain_event_entry where aggregate_identifier = ?"
                                + " order by sequence_number")
                .param(payment.value())
                .query(String.class)
                .list();
    }

    private void awaitEvents(String... types) {
        await().atMost(SOON).untilAsserted(() -> assertThat(events()).containsExactly(types));
    }

    private void awaitLast(String type) {
        await().atMost(SOON).untilAsserted(() -> assertThat(events()).endsWith(type));
    }

    private JsonNode effect() {
        return awaitEffect("DONE");
    }

    /// The latest effect of the payment, once it is so.
    private JsonNode awaitEffect(String state) {
        return await().atMost(SOON)
                .until(
                        () -> effects().getFirst(),
                        latest -> latest.at("/state").asString().equals(state));
    }

    private List<JsonNode> effects() {
        var body = JSON.readTree(staff("GET", "/admin/effects?subject=" + payment).body());
        return body.at("/items").valueStream().toList();
    }

    private HttpResponse<String> staff(String method, String path) {
        return staff(method, path, "");
    }

    /// Staff take a part of what was promised.
    private CaptureId captured(String pounds, boolean more) {
        var answer =
                staff(
                        "POST",
                        "/admin/payments/%s/captures".formatted(payment),
                        "{\"amount\": {\"amount\": %d, \"currency\": \"GBP\"}, \"more\": %s}"
                                .formatted(
                                        Money.parse("GBP " + pounds).getAmountMinorLong(), more));
        assertThat(answer.statusCode()).isEqualTo(202);
        return new CaptureId(JSON.readTree(answer.body()).at("/captureId").asString());
    }

    private EffectAttempt attempt() {
        return new EffectAttempt(
                new EffectId("effect-1"), "key-1", 1, false, MetaData.emptyInstance(), commands);
    }

    private HttpResponse<String> staff(String method, String path, String body) {
        var credentials =
                Base64.getEncoder()
                        .encodeToString(
                                ("admin:" + EmbeddedDatabases.STAFF_PASSWORD)
                                        .getBytes(StandardCharsets.UTF_8));
        return call(
                method,
                path,
                body,
                request -> request.header("Authorization", "Basic " + credentials));
    }

    private HttpResponse<String> call(
            String method, String path, String body, Consumer<HttpRequest.Builder> headers) {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d/api/v1%s".formatted(port, path)))
                        .header("Content-Type", "application/json")
                        .timeout(SOON)
                        .method(method, BodyPublishers.ofString(body));
        headers.accept(request);
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static ResponseDefinitionBuilder answer(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    /// Answers one after the other, and the last one for ever.
    private static void inTurn(MappingBuilder request, ResponseDefinitionBuilder... answers) {
        var states = new ArrayList<String>(List.of(Scenario.STARTED));
        for (var number = 1; number < answers.length; number++) {
            states.add("after " + number);
        }
        for (var number = 0; number < answers.length; number++) {
            var stub =
                    request.withId(UUID.randomUUID())
                            .inScenario("in turn")
                            .whenScenarioStateIs(states.get(number));
            if (number + 1 < answers.length) {
                stub.willSetStateTo(states.get(number + 1));
            }
            THERE.stubFor(stub.willReturn(answers[number]));
        }
    }
}

package io.cartulary.command.payment.provider.stripe;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.PaymentRejection;
import io.cartulary.events.payment.PaymentEvent.RefundReason;
import io.cartulary.events.payment.RefundId;
import org.axonframework.commandhandling.CommandExecutionException;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class StripeTest extends ShopWithStripe {

    @Autowired private StripeIntents intents;

    @Test
    void a_refused_card_declines_and_leaves_nothing_to_be_paid_there() {
        PROVIDER.stubFor(
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
                                                .formatted(intentAs("requires_payment_method")))));
        PROVIDER.stubFor(
                post(urlEqualTo(INTENTS + "/" + intent + "/cancel"))
                        .willReturn(okJson(intentAs("canceled"))));
        pay("pm_card_chargeDeclinedInsufficientFunds");

        awaitEvents("PaymentRequested", "PaymentDeclined");
        PROVIDER.verify(1, postRequestedFor(urlEqualTo(INTENTS + "/" + intent + "/cancel")));
    }

    @Test
    void a_webhook_that_overtakes_the_answer_counts_once() {
        PROVIDER.stubFor(
                post(urlEqualTo(INTENTS))
                        .willReturn(okJson(intentAs("succeeded")).withFixedDelay(700)));
        stubIntent("succeeded");
        pay("pm_card_visa");
        await().atMost(SOON)
                .until(() -> !PROVIDER.findAll(postRequestedFor(urlEqualTo(INTENTS))).isEmpty());
        webhook("payment_intent.succeeded", intentAs("succeeded"), 204);

        awaitEvents("PaymentRequested", "PaymentSettled");
        awaitEffect("DONE");
        assertThat(events()).containsExactly("PaymentRequested", "PaymentSettled");
    }

    @Test
    void webhooks_twice_and_in_the_wrong_order_change_nothing() {
        PROVIDER.stubFor(post(urlEqualTo(INTENTS)).willReturn(okJson(intentAs("processing"))));
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
    void what_is_no_longer_wanted_is_cancelled_or_refunded() {
        PROVIDER.stubFor(post(urlEqualTo(INTENTS)).willReturn(okJson(intentAs("requires_action"))));
        pay("browser");
        awaitEvents("PaymentRequested", "PaymentStarted");
        stubIntent("succeeded");
        PROVIDER.stubFor(
                post(urlEqualTo(INTENTS + "/" + intent + "/cancel"))
                        .willReturn(
                                answer(
                                        400,
                                        """
                                        {"error": {"type": "invalid_request_error",
                                          "code": "payment_intent_unexpected_state",
                                          "message": "You cannot cancel this PaymentIntent because it has a status of succeeded."}}\
                                        """)));
        PROVIDER.stubFor(
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
    void reconciliation_of_everything_finds_what_no_webhook_said() {
        PROVIDER.stubFor(post(urlEqualTo(INTENTS)).willReturn(okJson(intentAs("processing"))));
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
        PROVIDER.stubFor(
                post(urlEqualTo(INTENTS)).willReturn(okJson(intentAs("requires_payment_method"))));
        pay("browser");
        awaitEvents("PaymentRequested", "PaymentStarted");
        stubIntent("requires_payment_method");
        var intentOfBrowser = intents.of(summary());

        assertThat(intentOfBrowser.intentId()).isEqualTo(intent);
        assertThat(intentOfBrowser.clientSecret()).isEqualTo(intent + "_secret_1");
        assertThat(intentOfBrowser.publishableKey()).isEqualTo("pk_test_123");
        assertThat(intents.paymentOf(intent).paymentId()).isEqualTo(payment);
        stubIntent("succeeded");
        staff("POST", "/admin/payments/%s/reconciliation".formatted(payment));
        assertThat(events()).endsWith("PaymentSettled");
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
        PROVIDER.stubFor(
                post(urlEqualTo("/v1/refunds")).willReturn(okJson(refundAs("re_1", "succeeded"))));
        commands.sendAndWait(refund);
        awaitLast("RefundSettled");
    }
}

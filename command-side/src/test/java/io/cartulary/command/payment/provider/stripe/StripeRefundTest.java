package io.cartulary.command.payment.provider.stripe;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.events.payment.PaymentEvent.RefundReason;
import io.cartulary.events.payment.RefundId;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class StripeRefundTest extends ShopWithStripe {

    @Test
    void a_refused_refund_waits_for_staff_and_is_asked_again() {
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
                new RequestRefund(payment, refund, Money.parse("GBP 2"), RefundReason.GOODWILL));
        awaitLast("RefundRefused");
        var parked = awaitEffect("PARKED");
        assertThat(parked.at("/error").asString()).startsWith("balance_insufficient");

        var retried =
                staff("POST", "/admin/effects/" + parked.at("/effectId").asString() + "/retry");
        assertThat(retried.statusCode()).isEqualTo(202);
        awaitLast("RefundSettled");
        var keys =
                PROVIDER.findAll(postRequestedFor(urlEqualTo("/v1/refunds"))).stream()
                        .map(request -> request.getHeader("Idempotency-Key"))
                        .toList();
        assertThat(keys).containsExactly(refund.value(), refund.value() + "-1");
    }

    @Test
    void a_refund_that_stripe_is_still_asked_for_cannot_be_paid_out_by_hand() {
        settled();
        PROVIDER.stubFor(
                post(urlEqualTo("/v1/refunds")).willReturn(answer(503, "<html>down</html>")));
        var refund = RefundId.next();
        commands.sendAndWait(
                new RequestRefund(payment, refund, Money.parse("GBP 2"), RefundReason.GOODWILL));
        PROVIDER.stubFor(
                get(urlPathEqualTo("/v1/refunds"))
                        .willReturn(
                                okJson(
                                        "{\"object\": \"list\", \"has_more\": false, \"url\": \"/v1/refunds\", \"data\": []}")));
        awaitEffect("DUE");
        var byHand = "/admin/payments/%s/refunds/%s/settlement".formatted(payment, refund);

        assertThat(staff("POST", byHand).statusCode()).isEqualTo(409);
        PROVIDER.stubFor(
                post(urlEqualTo("/v1/refunds"))
                        .willReturn(okJson(refundAs("re_1", "succeeded", refund))));
        awaitLast("RefundSettled");
        awaitEffect("DONE");
        assertThat(staff("POST", byHand).statusCode()).isEqualTo(204);
        assertThat(events())
                .containsExactly(
                        "PaymentRequested", "PaymentSettled", "RefundRequested", "RefundSettled");
    }

    @Test
    void a_refund_that_was_given_up_is_never_asked_for_again() {
        settled();
        PROVIDER.stubFor(
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
                new RequestRefund(payment, refund, Money.parse("GBP 2"), RefundReason.GOODWILL));
        var parked = awaitEffect("PARKED");
        // As after a crash between what giving up does to the payment and to the effect.
        commands.sendAndWait(new AbandonRefund(payment, refund));

        staff("POST", "/admin/effects/" + parked.at("/effectId").asString() + "/retry");
        assertThat(awaitEffect("DONE").at("/outcome").asString()).isEqualTo("overtaken: ABANDONED");
        PROVIDER.verify(1, postRequestedFor(urlEqualTo("/v1/refunds")));
    }

    @Test
    void a_refused_refund_that_is_given_up_may_go_back_in_another_way() {
        settled();
        PROVIDER.stubFor(
                post(urlEqualTo("/v1/refunds"))
                        .willReturn(
                                answer(
                                        400,
                                        """
                                        {"error": {"type": "invalid_request_error", "code": "balance_insufficient",
                                          "message": "You have insufficient funds in your Stripe account."}}\
                                        """)));
        commands.sendAndWait(
                new RequestRefund(payment, RefundId.next(), TWELVE_POUNDS, RefundReason.GOODWILL));
        var parked = awaitEffect("PARKED");
        var path = "/admin/effects/" + parked.at("/effectId").asString() + "/abandonment";

        assertThat(JSON.readTree(staff("POST", path).body()).at("/state").asString())
                .isEqualTo("GIVEN_UP");
        assertThat(events()).endsWith("RefundRefused", "RefundAbandoned");
        assertThat(summary().outstanding()).isEqualTo(TWELVE_POUNDS);
        assertThat(staff("POST", path).statusCode()).isEqualTo(409);
    }
}

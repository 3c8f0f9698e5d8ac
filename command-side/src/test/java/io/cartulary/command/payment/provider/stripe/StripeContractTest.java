package io.cartulary.command.payment.provider.stripe;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.stripe.net.Webhook;
import io.cartulary.command.payment.provider.RemoteProviderContract;
import io.cartulary.events.payment.RefundId;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

class StripeContractTest extends ShopWithStripe implements RemoteProviderContract {

    private static final String REFUNDS = "/v1/refunds";

    @Override
    public Money price() {
        return TWELVE_POUNDS;
    }

    @Override
    public Money back() {
        return Money.parse("GBP 2");
    }

    @Override
    public void pay() {
        PROVIDER.stubFor(
                charge().withHeader("Authorization", equalTo("Bearer sk_test_123"))
                        .withRequestBody(containing("amount=1234"))
                        .withRequestBody(containing("currency=gbp"))
                        .withRequestBody(containing("payment_method=pm_card_visa"))
                        .willReturn(okJson(intentAs("succeeded"))));
        pay("pm_card_visa");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(summary().providerReference()).isEqualTo(intent));
        stubIntent("succeeded");
        webhook("payment_intent.succeeded", intentAs("succeeded"), 204);
        webhook("payment_intent.succeeded", intentAs("succeeded"), 204);
    }

    @Override
    public String[] eventsOfPaid() {
        return new String[] {"PaymentRequested", "PaymentSettled"};
    }

    @Override
    public void open() {
        PROVIDER.stubFor(charge().willReturn(okJson(intentAs("processing"))));
        pay("pm_card_visa");
        awaitEvents("PaymentRequested", "PaymentStarted");
    }

    @Override
    public void openWithDelay() {
        inTurn(
                charge(),
                answer(
                        429,
                        """
                        {"error": {"type": "invalid_request_error", "code": "rate_limit", "message": "Too many requests"}}\
                        """),
                answer(500, "{\"error\": {\"type\": \"api_error\", \"message\": \"Fault\"}}"),
                answer(503, "<html>down</html>"),
                okJson(intentAs("processing")));
        pay("pm_card_visa");
    }

    @Override
    public void letGo() {
        stubIntent("processing");
        PROVIDER.stubFor(
                post(urlEqualTo(INTENTS + "/" + intent + "/cancel"))
                        .willReturn(okJson(intentAs("canceled"))));
    }

    @Override
    public void takeUnheard() {
        stubIntent("succeeded");
    }

    @Override
    public void payWithLostAnswer() {
        inTurn(
                charge(),
                okJson(intentAs("succeeded")).withFixedDelay(TOO_LATE),
                okJson(intentAs("succeeded")));
        pay("pm_card_visa");
        awaitEvents("PaymentRequested", "PaymentSettled");
        assertThat(effect().at("/attempts").asInt()).isEqualTo(2);
    }

    @Override
    public List<HttpResponse<String>> forge() {
        var body = event("payment_intent.succeeded", intentAs("succeeded"));
        var now = Instant.now().getEpochSecond();
        return List.of(
                webhook(body, signature(body, "other", now)),
                webhook(body, signature(body, WEBHOOK_SECRET, now - 600)),
                webhook(body, ""));
    }

    @Override
    public void acceptRefund() {
        PROVIDER.stubFor(
                post(urlEqualTo(REFUNDS)).willReturn(okJson(refundAs("re_1", "succeeded"))));
    }

    @Override
    public void deferRefund() {
        PROVIDER.stubFor(post(urlEqualTo(REFUNDS)).willReturn(okJson(refundAs("re_1", "pending"))));
    }

    @Override
    public void sayThatRefundSettled(RefundId refund) {
        webhook("refund.updated", refundAs("re_1", "succeeded", refund), 204);
    }

    @Override
    public void sayThatRefundFailed(RefundId refund) {
        webhook("refund.failed", refundAs("re_1", "failed", refund), 204);
    }

    @Override
    public void loseAnswerToRefund(RefundId refund) {
        PROVIDER.stubFor(
                post(urlEqualTo(REFUNDS))
                        .willReturn(
                                okJson(refundAs("re_1", "succeeded", refund))
                                        .withFixedDelay(TOO_LATE)));
        PROVIDER.stubFor(
                get(urlPathEqualTo(REFUNDS))
                        .withQueryParam("payment_intent", equalTo(intent))
                        .willReturn(
                                okJson(
                                        """
                                        {"object": "list", "has_more": false, "url": "/v1/refunds", "data": [%s]}\
                                        """
                                                .formatted(
                                                        refundAs("re_1", "succeeded", refund)))));
    }

    @Override
    public void findRefund(RefundId refund) {
        // It is looked for before it would be asked for again.
    }

    @Override
    public RequestPatternBuilder refundRequests() {
        return postRequestedFor(urlEqualTo(REFUNDS));
    }

    private MappingBuilder charge() {
        return post(urlEqualTo(INTENTS)).withHeader("Idempotency-Key", equalTo(payment.value()));
    }

    private static String signature(String body, String secret, long at) {
        try {
            return Webhook.Signature.generateSignatureHeader(body, secret, at);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}

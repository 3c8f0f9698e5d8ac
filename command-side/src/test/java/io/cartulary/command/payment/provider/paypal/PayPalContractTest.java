package io.cartulary.command.payment.provider.paypal;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.cartulary.command.payment.provider.RemoteProviderContract;
import io.cartulary.events.payment.RefundId;
import java.net.http.HttpResponse;
import java.util.List;
import org.joda.money.Money;

class PayPalContractTest extends ShopWithPayPal implements RemoteProviderContract {

    private static final String CAPTURE = "2GG279541U471931P";
    private static final String REFUNDS = "/v2/payments/captures/" + CAPTURE + "/refund";
    private static final String APPROVED = "CHECKOUT.ORDER.APPROVED";

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
        super.pay();
        approve();
        stubCapture(okJson(orderAs("COMPLETED", captureAs("COMPLETED"))));
        webhook(APPROVED, idOfOrder(), 204);
        webhook(APPROVED, idOfOrder(), 204);
        awaitEvents(eventsOfPaid());
        stubOrder("COMPLETED", captureAs("COMPLETED"));
        webhook(
                "PAYMENT.CAPTURE.COMPLETED",
                """
                {"id": "%s", "supplementary_data": {"related_ids": {"order_id": "%s"}}}\
                """
                        .formatted(CAPTURE, id),
                204);
    }

    @Override
    public String[] eventsOfPaid() {
        return new String[] {
            "PaymentRequested",
            "PaymentStarted",
            "PaymentAuthorised",
            "CaptureRequested",
            "PaymentCaptured",
            "PaymentSettled"
        };
    }

    @Override
    public void open() {
        super.pay();
    }

    @Override
    public void openWithDelay() {
        inTurn(
                post(urlEqualTo(ORDERS))
                        .atPriority(1)
                        .withHeader("PayPal-Request-Id", equalTo(payment.value())),
                answer(
                        429,
                        """
                        {"name": "RATE_LIMIT_REACHED", "message": "Too many requests. Blocked due to rate limiting."}\
                        """),
                answer(
                        500,
                        """
                        {"name": "INTERNAL_SERVER_ERROR", "message": "An internal server error occurred."}\
                        """),
                okJson(orderAs("PAYER_ACTION_REQUIRED", "")).withFixedDelay(TOO_LATE),
                okJson(orderAs("PAYER_ACTION_REQUIRED", "")));
        request("paypal", TWELVE_POUNDS, "redirect");
    }

    /// An order that was approved and is not captured costs the shopper nothing.
    @Override
    public void letGo() {
        stubOrder("APPROVED", "");
    }

    @Override
    public void takeUnheard() {
        stubOrder("COMPLETED", captureAs("COMPLETED"));
    }

    @Override
    public void payWithLostAnswer() {
        super.pay();
        approve();
        PROVIDER.stubFor(
                post(urlEqualTo(ORDERS + "/" + id + "/capture"))
                        .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        webhook(APPROVED, idOfOrder(), 204);
        await().atMost(SOON)
                .until(() ->
                        !PROVIDER.findAll(
                                        postRequestedFor(
                                                urlEqualTo(ORDERS + "/" + id + "/capture")))
                                .isEmpty());
        stubOrder("COMPLETED", captureAs("COMPLETED"));
    }

    @Override
    public List<HttpResponse<String>> forge() {
        verification("FAILURE");
        return List.of(webhook(APPROVED, idOfOrder()));
    }

    @Override
    public void acceptRefund() {
        PROVIDER.stubFor(post(urlEqualTo(REFUNDS)).willReturn(refund("COMPLETED")));
    }

    @Override
    public void deferRefund() {
        PROVIDER.stubFor(post(urlEqualTo(REFUNDS)).willReturn(refund("PENDING")));
    }

    @Override
    public void sayThatRefundSettled(RefundId refund) {
        webhook(
                "PAYMENT.CAPTURE.REFUNDED",
                """
                {"id": "1JU08902781691411", "status": "COMPLETED", "custom_id": "%s:%s",
                 "amount": {"currency_code": "GBP", "value": "2.00"}}\
                """
                        .formatted(payment, refund),
                204);
    }

    @Override
    public void sayThatRefundFailed(RefundId refund) {
        webhook(
                "PAYMENT.REFUND.FAILED",
                """
                {"id": "1JU08902781691411", "status": "FAILED", "custom_id": "%s:%s",
                 "status_details": {"reason": "ECHECK"}}\
                """
                        .formatted(payment, refund),
                204);
    }

    @Override
    public void loseAnswerToRefund(RefundId refund) {
        PROVIDER.stubFor(
                post(urlEqualTo(REFUNDS)).willReturn(refund("COMPLETED").withFixedDelay(TOO_LATE)));
    }

    @Override
    public void findRefund(RefundId refund) {
        await().atMost(SOON).until(() -> !PROVIDER.findAll(refundRequests()).isEmpty());
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
    }

    @Override
    public RequestPatternBuilder refundRequests() {
        return postRequestedFor(urlEqualTo(REFUNDS));
    }

    private static ResponseDefinitionBuilder refund(String status) {
        return okJson("{\"id\": \"1JU08902781691411\", \"status\": \"%s\"}".formatted(status));
    }

    private String idOfOrder() {
        return "{\"id\": \"%s\"}".formatted(id);
    }
}

package io.cartulary.command.payment.provider.mpesa;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.provider.RemoteProviderContract;
import io.cartulary.command.payment.provider.ShopWithProviders;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.payment.PaymentEvent.RefundReason;
import io.cartulary.events.payment.RefundId;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DarajaTest extends ShopWithProviders implements RemoteProviderContract {

    private static final String PUSH = "/mpesa/stkpush/v1/processrequest";
    private static final String QUERY = "/mpesa/stkpushquery/v1/query";
    private static final String REVERSAL = "/mpesa/reversal/v1/request";

    private final String checkout = "ws_CO_" + UUID.randomUUID();

    @BeforeEach
    void letIn() {
        PROVIDER.stubFor(
                get(urlPathEqualTo("/oauth/v1/generate"))
                        .willReturn(
                                okJson(
                                        "{\"access_token\": \"c9SQxW\", \"expires_in\": \"3599\"}")));
    }

    @Override
    public Money price() {
        return SHILLINGS;
    }

    /// Daraja reverses a transaction in whole.
    @Override
    public Money back() {
        return SHILLINGS;
    }

    @Override
    public void pay() {
        paidWithReceipt();
        PROVIDER.verify(
                postRequestedFor(urlEqualTo(PUSH))
                        .withRequestBody(matchingJsonPath("$.PhoneNumber", equalTo("254712345678")))
                        .withRequestBody(matchingJsonPath("$.Amount", equalTo("1200"))));
        callback("/callback/" + payment + "/" + proof(payment.value()), paid(), 200);
    }

    @Override
    public String[] eventsOfPaid() {
        return new String[] {
            "PaymentRequested", "PaymentStarted", "PaymentSettled", "ReceiptRecorded"
        };
    }

    @Override
    public void open() {
        acceptPush();
        push();
        awaitEvents("PaymentRequested", "PaymentStarted");
    }

    @Override
    public void openWithDelay() {
        inTurn(
                post(urlEqualTo(PUSH)),
                answer(
                        429,
                        """
                        {"requestId": "1", "errorCode": "429.001.01", "errorMessage": "Spike arrest violation"}\
                        """),
                okJson(accepted()));
        push();
    }

    @Override
    public void letGo() {
        answerQuery("1037", "DS timeout user cannot be reached");
    }

    @Override
    public void takeUnheard() {
        answerQuery("0", "The service request is processed successfully.");
    }

    /// A push is never sent again, because Daraja would ask the shopper twice.
    @Override
    public void payWithLostAnswer() {
        PROVIDER.stubFor(
                post(urlEqualTo(PUSH)).willReturn(okJson(accepted()).withFixedDelay(TOO_LATE)));
        push();
        retryInDoubt();
        PROVIDER.verify(1, postRequestedFor(urlEqualTo(PUSH)));

        answerQuery("0", "The service request is processed successfully.");
        callback("/callback/" + payment + "/" + proof(payment.value()), paid(), 200);
        awaitLast("ReceiptRecorded");
        awaitEffect("DONE");
    }

    @Override
    public List<HttpResponse<String>> forge() {
        return List.of(
                call(
                        "POST",
                        "/payments/mpesa/callback/" + payment + "/" + "0".repeat(64),
                        paid(),
                        _ -> {}));
    }

    @Override
    public void acceptRefund() {
        acceptReversal();
    }

    @Override
    public void finishRefund(RefundId refund) {
        await().atMost(SOON).until(() -> !PROVIDER.findAll(refundRequests()).isEmpty());
        sayThatRefundSettled(refund);
    }

    @Override
    public void deferRefund() {
        acceptReversal();
    }

    @Override
    public void sayThatRefundSettled(RefundId refund) {
        reversed(refund, 0, "The service request is processed successfully.");
    }

    @Override
    public void sayThatRefundFailed(RefundId refund) {
        reversed(refund, 2006, "The account status does not allow the transaction");
    }

    @Override
    public void loseAnswerToRefund(RefundId refund) {
        PROVIDER.stubFor(
                post(urlEqualTo(REVERSAL))
                        .willReturn(okJson("{\"ResponseCode\": \"0\"}").withFixedDelay(TOO_LATE)));
    }

    @Override
    public void findRefund(RefundId refund) {
        retryInDoubt();
        PROVIDER.verify(1, refundRequests());
        sayThatRefundSettled(refund);
    }

    @Override
    public RequestPatternBuilder refundRequests() {
        return postRequestedFor(urlEqualTo(REVERSAL));
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
    void a_call_back_whose_confirmation_fails_is_to_be_sent_again() {
        acceptPush();
        push();
        awaitEvents("PaymentRequested", "PaymentStarted");
        PROVIDER.stubFor(post(urlEqualTo(QUERY)).willReturn(answer(503, "<html>busy</html>")));
        callback("/callback/" + payment + "/" + proof(payment.value()), paid(), 503);
    }

    @Test
    void a_reversal_that_timed_out_there_says_nothing() {
        paidWithReceipt();
        acceptReversal();
        var refund = reverse();
        callback(
                "/reversals/%s/%s/%s"
                        .formatted(payment, refund, proof(payment.value() + "/" + refund.value())),
                "{\"requestId\": \"1\", \"errorMessage\": \"The request timed out in the queue\"}",
                200);

        assertThat(events()).endsWith("RefundRequested");
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
        PROVIDER.verify(0, postRequestedFor(urlEqualTo(PUSH)));
    }

    @Test
    void while_the_shopper_is_asked_reconciliation_leaves_it_open() {
        acceptPush();
        push();
        awaitEvents("PaymentRequested", "PaymentStarted");
        PROVIDER.stubFor(
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

    private void retryInDoubt() {
        var parked = awaitEffect("PARKED");
        assertThat(parked.at("/inDoubt").asBoolean()).isTrue();
        staff("POST", "/admin/effects/" + parked.at("/effectId").asString() + "/retry");
        awaitEffect("PARKED");
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
        PROVIDER.stubFor(post(urlEqualTo(PUSH)).willReturn(okJson(accepted())));
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
        PROVIDER.stubFor(
                post(urlEqualTo(QUERY))
                        .withRequestBody(matchingJsonPath("$.CheckoutRequestID", equalTo(checkout)))
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

    private void paidWithReceipt() {
        acceptPush();
        push();
        awaitEvents("PaymentRequested", "PaymentStarted");
        answerQuery("0", "The service request is processed successfully.");
        callback("/callback/" + payment + "/" + proof(payment.value()), paid(), 200);
        awaitLast("ReceiptRecorded");
    }

    private void acceptReversal() {
        PROVIDER.stubFor(
                post(urlEqualTo(REVERSAL))
                        .willReturn(
                                okJson(
                                        "{\"OriginatorConversationID\": \"1\", \"ConversationID\": \"AG_1\", \"ResponseCode\": \"0\"}")));
    }

    private RefundId reverse() {
        var refund = RefundId.next();
        commands.sendAndWait(new RequestRefund(payment, refund, SHILLINGS, RefundReason.GOODWILL));
        await().atMost(SOON)
                .until(() ->
                        !PROVIDER.findAll(postRequestedFor(urlEqualTo(REVERSAL))).isEmpty()
                                && !effects().getFirst().at("/state").asString().equals("DUE"));
        return refund;
    }

    private void reversed(RefundId refund, int code, String description) {
        callback(
                "/reversals/%s/%s/%s"
                        .formatted(payment, refund, proof(payment.value() + "/" + refund.value())),
                "{\"Result\": {\"ResultType\": 0, \"ResultCode\": %d, \"ResultDesc\": \"%s\", \"TransactionID\": \"NLJ0000000\"}}"
                        .formatted(code, description),
                200);
    }

    private void callback(String path, String body, int expected) {
        assertThat(call("POST", "/payments/mpesa" + path, body, _ -> {}).statusCode())
                .isEqualTo(expected);
    }

    private static String proof(String text) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, CALLBACK_SECRET).hmacHex(text);
    }
}

package io.cartulary.command.payment.provider.paypal;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.cartulary.command.payment.provider.ShopWithProviders;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/// The application with PayPal's messages.
abstract class ShopWithPayPal extends ShopWithProviders {

    static final String ORDERS = "/v2/checkout/orders";

    final String id = "5O" + UUID.randomUUID().toString().replace("-", "");

    @BeforeEach
    void letIn() {
        PROVIDER.stubFor(
                post(urlEqualTo("/v1/oauth2/token"))
                        .willReturn(
                                okJson(
                                        "{\"access_token\": \"A21AA\", \"token_type\": \"Bearer\", \"expires_in\": 32400}")));
        PROVIDER.stubFor(
                post(urlEqualTo(ORDERS))
                        .withHeader("PayPal-Request-Id", equalTo(payment.value()))
                        .withHeader("Authorization", equalTo("Bearer A21AA"))
                        .withRequestBody(
                                matchingJsonPath(
                                        "$.purchase_units[0].amount.value", equalTo("12.34")))
                        .willReturn(okJson(orderAs("PAYER_ACTION_REQUIRED", ""))));
        verification("SUCCESS");
    }

    void pay() {
        request("paypal", TWELVE_POUNDS, "redirect");
        awaitEvents("PaymentRequested", "PaymentStarted");
    }

    void approve() {
        stubOrder("APPROVED", "");
    }

    /// All of it was captured.
    void taken() {
        pay();
        approve();
        stubCapture(okJson(orderAs("COMPLETED", captureAs("COMPLETED"))));
        webhook("CHECKOUT.ORDER.APPROVED", "{\"id\": \"%s\"}".formatted(id), 204);
        awaitLast("PaymentSettled");
        stubOrder("COMPLETED", captureAs("COMPLETED"));
    }

    /// The shopper agreed, and PayPal authorised the payment.
    void authorised() {
        pay();
        stubOrder("APPROVED", "", "AUTHORIZE");
        PROVIDER.stubFor(
                post(urlEqualTo(ORDERS + "/" + id + "/authorize"))
                        .willReturn(okJson(authorisationAs("CREATED", ""))));
        webhook("CHECKOUT.ORDER.APPROVED", "{\"id\": \"%s\"}".formatted(id), 204);
        webhook("CHECKOUT.ORDER.APPROVED", "{\"id\": \"%s\"}".formatted(id), 204);
        awaitEvents("PaymentRequested", "PaymentStarted", "PaymentApproved", "PaymentAuthorised");
    }

    void stubOrder(String status, String payments, String intent) {
        PROVIDER.stubFor(
                get(urlEqualTo(ORDERS + "/" + id))
                        .willReturn(okJson(orderAs(status, payments, intent))));
    }

    void stubOrder(String status, String payments) {
        PROVIDER.stubFor(
                get(urlEqualTo(ORDERS + "/" + id)).willReturn(okJson(orderAs(status, payments))));
    }

    void stubAuthorisation(String status, String captures) {
        PROVIDER.stubFor(
                get(urlEqualTo(ORDERS + "/" + id))
                        .willReturn(okJson(authorisationAs(status, captures))));
    }

    void stubCapture(ResponseDefinitionBuilder answer) {
        PROVIDER.stubFor(post(urlEqualTo(ORDERS + "/" + id + "/capture")).willReturn(answer));
    }

    void stubPartCapture(String pounds, String last, String capture) {
        PROVIDER.stubFor(
                post(urlEqualTo("/v2/payments/authorizations/0VF52814937998046/capture"))
                        .withRequestBody(matchingJsonPath("$.amount.value", equalTo(pounds)))
                        .withRequestBody(matchingJsonPath("$.final_capture", equalTo(last)))
                        .willReturn(okJson(partAs(capture, "", pounds))));
    }

    void stubRefund(String capture, String pounds) {
        PROVIDER.stubFor(
                post(urlEqualTo("/v2/payments/captures/%s/refund".formatted(capture)))
                        .withRequestBody(matchingJsonPath("$.amount.value", equalTo(pounds)))
                        .willReturn(okJson("{\"id\": \"1JU\", \"status\": \"COMPLETED\"}")));
    }

    String orderAs(String status, String payments) {
        return orderAs(status, payments, "CAPTURE");
    }

    String orderAs(String status, String payments, String intent) {
        return """
        {"id": "%s", "intent": "%s", "status": "%s", "purchase_units": [{"reference_id": "default", "custom_id": "%s",
           "amount": {"currency_code": "GBP", "value": "12.34"}%s}],
         "links": [{"href": "https://api-m.paypal.com/v2/checkout/orders/%s", "rel": "self", "method": "GET"},
           {"href": "https://www.paypal.com/checkoutnow?token=%s", "rel": "payer-action", "method": "GET"}]}\
        """
                .formatted(id, intent, status, payment, payments, id, id);
    }

    String captureAs(String status) {
        return """
        , "payments": {"captures": [{"id": "2GG279541U471931P", "status": "%s",
          "amount": {"currency_code": "GBP", "value": "12.34"}}]}\
        """
                .formatted(status);
    }

    String authorisationAs(String status, String captures) {
        return orderAs(
                "COMPLETED",
                """
                , "payments": {"authorizations": [{"id": "0VF52814937998046", "status": "%s",
                    "amount": {"currency_code": "GBP", "value": "12.34"}}], "captures": [%s]}\
                """
                        .formatted(status, captures),
                "AUTHORIZE");
    }

    static String partAs(String capture, String invoice, String pounds) {
        return """
        {"id": "%s", "status": "COMPLETED", "invoice_id": "%s",
         "amount": {"currency_code": "GBP", "value": "%s"}, "final_capture": false}\
        """
                .formatted(capture, invoice, pounds);
    }

    void verification(String status) {
        PROVIDER.stubFor(
                post(urlEqualTo("/v1/notifications/verify-webhook-signature"))
                        .withRequestBody(matchingJsonPath("$.webhook_id", equalTo("WH-1")))
                        .withRequestBody(matchingJsonPath("$.transmission_id", equalTo("t-1")))
                        .willReturn(okJson("{\"verification_status\": \"%s\"}".formatted(status))));
    }

    void webhook(String type, String resource, int expected) {
        assertThat(webhook(type, resource).statusCode()).isEqualTo(expected);
    }

    HttpResponse<String> webhook(String type, String resource) {
        return call(
                "POST",
                "/payments/paypal/webhook",
                """
                {"id": "WH-EVENT-1", "event_type": "%s", "resource": %s}\
                """
                        .formatted(type, resource),
                request ->
                        request.header("PAYPAL-TRANSMISSION-ID", "t-1")
                                .header("PAYPAL-TRANSMISSION-SIG", "s"));
    }
}

package io.cartulary.command.payment.provider.paypal;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.events.payment.PaymentEvent.RefundReason;
import io.cartulary.events.payment.RefundId;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class PayPalTest extends ShopWithPayPal {

    @Test
    void tells_where_the_shopper_approves() {
        pay();

        assertThat(
                        database.sql(
                                        "select convert_from(payload, 'UTF8')::jsonb ->> 'nextStep' from domain_event_entry"
                                                + " where aggregate_identifier = ? and payload_type = 'payment.PaymentStarted'")
                                .param(payment.value())
                                .query(String.class)
                                .single())
                .isEqualTo("https://www.paypal.com/checkoutnow?token=" + id);
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
    void a_declined_capture_that_the_webhook_reports_first_declines_the_payment() {
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
    void a_refund_of_an_order_that_paypal_no_longer_shows_goes_to_its_capture() {
        taken();
        PROVIDER.stubFor(
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
    void what_was_approved_but_is_no_longer_wanted_is_never_captured() {
        pay();
        stubOrder("APPROVED", "");
        commands.sendAndWait(new CancelPayment(payment));
        awaitEvents("PaymentRequested", "PaymentStarted", "PaymentCancelled", "PaymentVoided");
        webhook("CHECKOUT.ORDER.APPROVED", "{\"id\": \"%s\"}".formatted(id), 204);

        assertThat(events()).endsWith("PaymentVoided");
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
}

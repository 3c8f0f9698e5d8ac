package io.cartulary.command.payment.provider.paypal;

import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.effect.ProviderAnswers;
import io.cartulary.command.payment.provider.PaymentProviders;
import io.cartulary.command.payment.provider.WebhookMessage;
import io.cartulary.command.payment.provider.WebhookSignature;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import java.math.BigDecimal;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where PayPal says that something changed. PayPal is asked whether a message is its own, and how
/// the order stands now: so it does not matter in which order, or how often, messages come.
@RestController
@ConditionalOnProperty(PayPalSettings.CLIENT_ID)
class PayPalWebhookController {

    private final PayPalPayments payPal;
    private final WebhookSignature signature;
    private final ProviderAnswers answers;
    private final CommandGateway commands;
    private final JsonMapper json;

    PayPalWebhookController(
            PayPalPayments payPal,
            PayPalClient client,
            PayPalSettings settings,
            ProviderAnswers answers,
            CommandGateway commands,
            JsonMapper json) {
        this.payPal = payPal;
        this.signature = new PayPalWebhookSignature(client, settings.webhookId());
        this.answers = answers;
        this.commands = commands;
        this.json = json;
    }

    @OpenTo(Caller.PROVIDER)
    @PostMapping("/api/v1/payments/paypal/webhook")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void receive(@RequestHeader HttpHeaders headers, @RequestBody byte[] body) {
        var message = WebhookMessage.read(json, body, JsonNode.class);
        signature.require(headers, body);
        PaymentProviders.actAs(PayPalPayments.NAME);
        var type = message.path("event_type").asString("");
        var resource = message.path("resource");
        if (type.startsWith("CHECKOUT.ORDER.")) {
            askAbout(resource.path("id").asString(""));
        } else if (type.equals("PAYMENT.CAPTURE.REFUNDED") || type.startsWith("PAYMENT.REFUND.")) {
            refund(resource);
        } else if (type.startsWith("PAYMENT.CAPTURE.")
                || type.startsWith("PAYMENT.AUTHORIZATION.")) {
            askAbout(resource.at("/supplementary_data/related_ids/order_id").asString(""));
        } else if (type.startsWith("CUSTOMER.DISPUTE.")) {
            dispute(resource);
        }
    }

    private void askAbout(String orderId) {
        payPal.lookUp(orderId)
                .ifPresent(found -> {
                    CurrentPayment ours = commands.sendAndWait(new ReadPayment(found.paymentId()));
                    answers.record(
                            found.paymentId(),
                            ours.status(),
                            payPal,
                            found.charge(),
                            commands::sendAndWait);
                });
    }

    private void refund(JsonNode refund) {
        var names = refund.path("custom_id").asString("").split(":");
        if (names.length != 2) {
            return;
        }
        var paymentId = new PaymentId(names[0]);
        var refundId = new RefundId(names[1]);
        switch (refund.path("status").asString("")) {
            case "COMPLETED" -> commands.sendAndWait(new RecordRefund(paymentId, refundId));
            case "FAILED", "CANCELLED" ->
                    answers.refuse(
                            new RecordRefundRefusal(
                                    paymentId,
                                    refundId,
                                    refund.at("/status_details/reason").asString("failed")),
                            commands::sendAndWait);
            default -> {
                /* still on its way */
            }
        }
    }

    private void dispute(JsonNode dispute) {
        var payment = dispute.at("/disputed_transactions/0/custom").asString("");
        if (payment.isEmpty()) {
            return;
        }
        var paymentId = new PaymentId(payment);
        var reference = dispute.path("dispute_id").asString();
        var amount = dispute.path("dispute_amount");
        commands.sendAndWait(
                new RecordDispute(
                        paymentId,
                        reference,
                        Money.of(
                                CurrencyUnit.of(amount.path("currency_code").asString()),
                                new BigDecimal(amount.path("value").asString())),
                        dispute.path("reason").asString("OTHER")));
        var outcome = dispute.at("/dispute_outcome/outcome_code").asString("");
        if (!outcome.isEmpty()) {
            commands.sendAndWait(
                    new RecordDisputeEnd(
                            paymentId, reference, !outcome.equals("RESOLVED_BUYER_FAVOUR")));
        }
    }
}

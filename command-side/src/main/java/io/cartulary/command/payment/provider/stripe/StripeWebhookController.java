package io.cartulary.command.payment.provider.stripe;

import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.effect.ProviderAnswers;
import io.cartulary.command.payment.provider.PaymentProviders;
import io.cartulary.command.payment.provider.WebhookMessage;
import io.cartulary.command.payment.provider.WebhookSignature;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import java.time.InstantSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
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

/// Where Stripe reports that something changed. A message about a payment only makes us ask Stripe
/// how it stands now: so it does not matter in which order, or how often, messages come.
@RestController
@ConditionalOnProperty(StripeSettings.SECRET_KEY)
class StripeWebhookController {

    private final StripePayments stripe;
    private final ProviderAnswers answers;
    private final CommandGateway commands;
    private final WebhookSignature signature;
    private final JsonMapper json;

    StripeWebhookController(
            StripePayments stripe,
            ProviderAnswers answers,
            CommandGateway commands,
            StripeSettings settings,
            JsonMapper json,
            InstantSource clock) {
        this.stripe = stripe;
        this.answers = answers;
        this.commands = commands;
        this.signature = new StripeWebhookSignature(settings.webhookSecret(), clock);
        this.json = json;
    }

    @OpenTo(Caller.PROVIDER)
    @PostMapping("/api/v1/payments/stripe/webhook")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void receive(@RequestHeader HttpHeaders headers, @RequestBody byte[] body) {
        signature.require(headers, body);
        var message = WebhookMessage.read(json, body, JsonNode.class);
        PaymentProviders.actAs(StripePayments.NAME);
        var type = message.path("type").asString("");
        var subject = message.path("data").path("object");
        if (type.startsWith("payment_intent.")) {
            askAbout(subject.path("id").asString());
        } else if (type.startsWith("refund.") || type.equals("charge.refund.updated")) {
            refund(subject);
        } else if (type.startsWith("charge.dispute.")) {
            dispute(subject);
        }
    }

    private void askAbout(String intentId) {
        stripe.lookUp(intentId)
                .ifPresent(found -> {
                    CurrentPayment ours =
                            commands.sendAndWait(new PaymentCommand.ReadPayment(found.paymentId()));
                    answers.record(
                            found.paymentId(),
                            ours.status(),
                            stripe,
                            found.charge(),
                            commands::sendAndWait);
                });
    }

    /// Its own status is final once it is one of these, so there is nothing to ask.
    private void refund(JsonNode refund) {
        var payment = refund.path("metadata").path("payment_id").asString("");
        var refundId = refund.path("metadata").path("refund_id").asString("");
        if (payment.isEmpty() || refundId.isEmpty()) {
            return;
        }
        var paymentId = new PaymentId(payment);
        switch (refund.path("status").asString("")) {
            case "succeeded" ->
                    commands.sendAndWait(new RecordRefund(paymentId, new RefundId(refundId)));
            case "failed", "canceled" ->
                    answers.refuse(
                            new RecordRefundRefusal(
                                    paymentId,
                                    new RefundId(refundId),
                                    refund.path("failure_reason").asString("failed")),
                            commands::sendAndWait);
            default -> {
                /* still on its way */
            }
        }
    }

    private void dispute(JsonNode dispute) {
        var found = stripe.lookUp(dispute.path("payment_intent").asString(""));
        if (found.isEmpty()) {
            return;
        }
        var paymentId = found.get().paymentId();
        var reference = dispute.path("id").asString();
        commands.sendAndWait(
                new RecordDispute(
                        paymentId,
                        reference,
                        StripeAmounts.fromStripe(
                                dispute.path("amount").asLong(),
                                dispute.path("currency").asString()),
                        dispute.path("reason").asString("general")));
        switch (dispute.path("status").asString("")) {
            case "won", "warning_closed", "prevented" ->
                    commands.sendAndWait(new RecordDisputeEnd(paymentId, reference, true));
            case "lost" -> commands.sendAndWait(new RecordDisputeEnd(paymentId, reference, false));
            default -> {
                /* the bank has not decided */
            }
        }
    }
}

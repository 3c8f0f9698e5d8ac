package io.cartulary.command.payment.provider.mpesa;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.effect.ProviderAnswers;
import io.cartulary.command.payment.provider.PaymentProvider.Status;
import io.cartulary.command.payment.provider.PaymentProviders;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.problem.ProblemException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Where Daraja calls back. Its messages are not signed: what they say is believed once Daraja,
/// when asked, says the same; the result of a reversal, which cannot be asked for, because its
/// address is unguessable.
@RestController
@ConditionalOnProperty(DarajaSettings.CONSUMER_KEY)
class DarajaCallbackController {

    private static final Logger log = LoggerFactory.getLogger(DarajaCallbackController.class);

    private final DarajaPayments daraja;
    private final DarajaCallbackAddress addresses;
    private final ProviderAnswers answers;
    private final CommandGateway commands;

    DarajaCallbackController(
            DarajaPayments daraja,
            DarajaSettings settings,
            ProviderAnswers answers,
            CommandGateway commands) {
        this.daraja = daraja;
        this.addresses = new DarajaCallbackAddress(settings);
        this.answers = answers;
        this.commands = commands;
    }

    record Accepted(
            @JsonProperty("ResultCode") int resultCode,
            @JsonProperty("ResultDesc") String resultDesc) {

        static final Accepted ACCEPTED = new Accepted(0, "Accepted");
    }

    @OpenTo(Caller.PROVIDER)
    @PostMapping("/api/v1/payments/mpesa/callback/{paymentId}/{proof}")
    Accepted pushed(
            @PathVariable PaymentId paymentId,
            @PathVariable String proof,
            @RequestBody JsonNode body) {
        requireOwnAddress(proof, paymentId.value());
        var message = body.at("/Body/stkCallback");
        CurrentPayment payment = commands.sendAndWait(new ReadPayment(paymentId));
        var charge = daraja.find(payment, message.path("CheckoutRequestID").asString(""));
        if (charge.status() != Status.PENDING || payment.providerReference() == null) {
            answers.record(paymentId, payment.status(), daraja, charge, commands::sendAndWait);
        }
        var receipt = item(message, "MpesaReceiptNumber");
        if (!receipt.isEmpty() && charge.status() != Status.DECLINED) {
            commands.sendAndWait(new RecordReceipt(paymentId, receipt));
        }
        return Accepted.ACCEPTED;
    }

    private static String item(JsonNode message, String name) {
        return message.at("/CallbackMetadata/Item")
                .valueStream()
                .filter(item -> item.path("Name").asString("").equals(name))
                .map(item -> item.path("Value").asString(""))
                .findFirst()
                .orElse("");
    }

    @OpenTo(Caller.PROVIDER)
    @PostMapping("/api/v1/payments/mpesa/reversals/{paymentId}/{refundId}/{proof}")
    Accepted reversed(
            @PathVariable PaymentId paymentId,
            @PathVariable RefundId refundId,
            @PathVariable String proof,
            @RequestBody JsonNode body) {
        requireOwnAddress(proof, paymentId.value(), refundId.value());
        var result = body.path("Result");
        if (!result.hasNonNull("ResultCode")) {
            log.warn("Daraja gave no result of the reversal for {}: {}", refundId, body);
        } else if (result.path("ResultCode").asString("").equals("0")) {
            commands.sendAndWait(new RecordRefund(paymentId, refundId));
        } else {
            answers.refuse(
                    new RecordRefundRefusal(
                            paymentId,
                            refundId,
                            "result_" + result.path("ResultCode").asString("")),
                    commands::sendAndWait);
        }
        return Accepted.ACCEPTED;
    }

    private void requireOwnAddress(String proof, String... parts) {
        if (!addresses.isOurs(proof, parts)) {
            throw ProblemException.notFound("payment at this address");
        }
        PaymentProviders.actAs(DarajaPayments.NAME);
    }
}

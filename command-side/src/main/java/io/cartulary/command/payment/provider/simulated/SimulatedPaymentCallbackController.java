package io.cartulary.command.payment.provider.simulated;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.effect.Discrepancies;
import io.cartulary.command.payment.provider.PaymentProviders;
import io.cartulary.command.payment.provider.WebhookMessage;
import io.cartulary.command.payment.provider.WebhookSignature;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import java.time.InstantSource;
import org.axonframework.commandhandling.CommandExecutionException;
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
import tools.jackson.databind.json.JsonMapper;

/// Where the simulated provider reports how charges ended. It repeats each message until we answer
/// 2xx.
@RestController
@ConditionalOnProperty(SimulatedPaymentSettings.URL)
class SimulatedPaymentCallbackController {

    private final CommandGateway commands;
    private final WebhookSignature signature;
    private final Discrepancies discrepancies;
    private final JsonMapper json;

    SimulatedPaymentCallbackController(
            CommandGateway commands,
            SimulatedPaymentSettings settings,
            Discrepancies discrepancies,
            JsonMapper json,
            InstantSource clock) {
        this.commands = commands;
        this.signature = new SimulatedWebhookSignature(settings.secret(), clock);
        this.discrepancies = discrepancies;
        this.json = json;
    }

    /// @param amount in minor units of `currency`
    record Message(
            Type type, PaymentId reference, String chargeId, long amount, CurrencyUnit currency) {

        Message {
            requireNonNull(type);
            requireNonNull(reference);
            requireNonNull(chargeId);
            requireNonNull(currency);
        }
    }

    enum Type {
        @JsonProperty("charge.settled")
        SETTLED,
        @JsonProperty("charge.declined")
        DECLINED
    }

    @OpenTo(Caller.PROVIDER)
    @PostMapping("/api/v1/payments/simulated/callback")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void receive(@RequestHeader HttpHeaders headers, @RequestBody byte[] body) {
        signature.require(headers, body);
        PaymentProviders.actAs(SimulatedPaymentProvider.NAME);
        var message = WebhookMessage.read(json, body, Message.class);
        switch (message.type()) {
            case SETTLED -> settle(message);
            case DECLINED ->
                    commands.sendAndWait(
                            new RecordDecline(message.reference(), message.chargeId()));
        }
    }

    private void settle(Message message) {
        var settlement =
                new RecordSettlement(
                        message.reference(),
                        Money.ofMinor(message.currency(), message.amount()),
                        message.chargeId());
        try {
            commands.sendAndWait(settlement);
        } catch (CommandExecutionException refusal) {
            discrepancies.report(settlement, refusal);
            throw refusal;
        }
    }
}

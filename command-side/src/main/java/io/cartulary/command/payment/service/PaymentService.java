package io.cartulary.command.payment.service;

import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.PaymentSummary;
import io.cartulary.command.payment.provider.stripe.StripePayments;
import io.cartulary.command.payment.reconciliation.Reconciliation;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.web.problem.ProblemException;
import java.util.Optional;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// What a shopper does about the payment of an order of his, once it is known to be his.
@Component
public class PaymentService {

    private final CommandGateway commands;
    private final Reconciliation reconciliation;
    private final ObjectProvider<StripePayments> stripe;

    PaymentService(
            CommandGateway commands,
            Reconciliation reconciliation,
            ObjectProvider<StripePayments> stripe) {
        this.commands = commands;
        this.reconciliation = reconciliation;
        this.stripe = stripe;
    }

    /// What a browser needs to let the shopper confirm a payment at Stripe.
    ///
    /// @param publishableKey with which the browser shows itself to Stripe
    public record StripeIntent(
            PaymentId paymentId,
            String intentId,
            String clientSecret,
            String status,
            @Nullable String publishableKey) {}

    /// The payment that is to bring the order's money now: `first`, or what replaced it. Absent as
    /// long as none was asked for.
    public Optional<PaymentSummary> current(PaymentId first) {
        var payment = find(first);
        while (payment.isPresent() && payment.get().replacement() != null) {
            var next = find(payment.get().replacement());
            if (next.isEmpty()) {
                return payment;
            }
            payment = next;
        }
        return payment;
    }

    private Optional<PaymentSummary> find(PaymentId paymentId) {
        try {
            return Optional.of(commands.sendAndWait(new ReadPayment(paymentId)));
        } catch (CommandExecutionException refusal) {
            if (refusal.getDetails().isEmpty()) {
                throw refusal;
            }
            return Optional.empty();
        }
    }

    /// Pays in another way.
    public void payAgain(
            PaymentSummary current, PaymentId replacement, String provider, String keptToken) {
        commands.sendAndWait(
                new ReplacePayment(current.paymentId(), replacement, provider, keptToken));
    }

    /// Asks the provider now how the payment stands.
    public void confirm(PaymentId paymentId) {
        reconciliation.one(paymentId);
    }

    /// The intent of a payment at Stripe.
    public StripeIntent stripeIntent(PaymentSummary payment) {
        var reference = payment.providerReference();
        if (reference == null || payment.replacement() != null) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "PAYMENT_NOT_STARTED",
                    "Stripe is still being asked; send the request again in a moment.",
                    null);
        }
        var secret = stripeOrRefuse().clientSecret(reference);
        return new StripeIntent(
                payment.paymentId(),
                secret.intentId(),
                secret.clientSecret(),
                secret.status(),
                secret.publishableKey());
    }

    /// Which payment an intent is for.
    public PaymentSummary ofStripeIntent(String intentId) {
        return stripeOrRefuse()
                .lookUp(intentId)
                .flatMap(found -> find(found.paymentId()))
                .orElseThrow(() -> ProblemException.notFound("payment of this intent"));
    }

    private StripePayments stripeOrRefuse() {
        return stripe.getIfAvailable(() -> {
            throw new ProblemException(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "UNKNOWN_PAYMENT_PROVIDER",
                    "This shop does not work with Stripe.",
                    null);
        });
    }
}

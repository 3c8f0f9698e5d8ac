package io.cartulary.command.payment.effect;

import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectKind;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.ReadPayment;
import io.cartulary.command.payment.PaymentState;
import io.cartulary.command.payment.provider.PaymentProvider.NewCharge;
import io.cartulary.command.payment.provider.PaymentProviders;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentId;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/// Asks a provider for the money.
@Component
class ChargeAtProvider implements EffectKind<ChargeAtProvider.Details> {

    private final PaymentProviders providers;
    private final ProviderAnswers answers;

    ChargeAtProvider(PaymentProviders providers, ProviderAnswers answers) {
        this.providers = providers;
        this.answers = answers;
    }

    record Details(
            PaymentId paymentId, OrderId orderId, String provider, Money amount, String token) {}

    @Override
    public String name() {
        return ProviderEffect.CHARGE.kind();
    }

    @Override
    public Class<Details> details() {
        return Details.class;
    }

    @Override
    public String perform(Details wanted, EffectAttempt attempt) {
        var provider = providers.named(wanted.provider());
        if (attempt.number() > 1) {
            CurrentPayment payment = attempt.send(new ReadPayment(wanted.paymentId()));
            // What may have been charged is charged again under its key, so that it can be voided.
            if (payment.status() != PaymentState.REQUESTED
                    && (!attempt.inDoubt() || provider.knowsOurNames())) {
                return "no longer wanted";
            }
        }
        var charge =
                new NewCharge(
                        wanted.paymentId(), wanted.orderId(), wanted.amount(), wanted.token());
        return answers.recordOrDecline(
                wanted.paymentId(), provider, () -> provider.charge(charge, attempt), attempt);
    }

    @Override
    public void onGivenUp(Details wanted, EffectAttempt attempt) {
        ProviderAnswers.giveUp(wanted.paymentId(), attempt);
    }
}

package io.cartulary.command.payment.effect;

import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectKind;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.ReadPayment;
import io.cartulary.command.payment.PaymentState;
import io.cartulary.command.payment.provider.PaymentProviders;
import io.cartulary.events.payment.PaymentId;
import org.springframework.stereotype.Component;

/// Asks a provider to authorise the payment to which the shopper agreed there.
@Component
class AuthoriseAtProvider implements EffectKind<AuthoriseAtProvider.Details> {

    private final PaymentProviders providers;
    private final ProviderAnswers answers;

    AuthoriseAtProvider(PaymentProviders providers, ProviderAnswers answers) {
        this.providers = providers;
        this.answers = answers;
    }

    record Details(PaymentId paymentId, String provider) {}

    @Override
    public String name() {
        return ProviderEffect.AUTHORISATION.kind();
    }

    @Override
    public Class<Details> details() {
        return Details.class;
    }

    /// What was authorised although it is no longer wanted is void by the effect that follows.
    @Override
    public String perform(Details wanted, EffectAttempt attempt) {
        CurrentPayment payment = attempt.send(new ReadPayment(wanted.paymentId()));
        if (payment.status() != PaymentState.REQUESTED) {
            return "overtaken: " + payment.status();
        }
        var provider = providers.named(wanted.provider());
        return answers.recordOrDecline(
                wanted.paymentId(), provider, () -> provider.authorise(payment, attempt), attempt);
    }

    @Override
    public void onGivenUp(Details wanted, EffectAttempt attempt) {
        ProviderAnswers.giveUp(wanted.paymentId(), attempt);
    }
}

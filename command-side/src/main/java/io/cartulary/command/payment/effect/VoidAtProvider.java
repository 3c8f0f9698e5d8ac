package io.cartulary.command.payment.effect;

import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectFailed;
import io.cartulary.command.effect.EffectKind;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.ReadPayment;
import io.cartulary.command.payment.PaymentState;
import io.cartulary.command.payment.provider.PaymentProviders;
import io.cartulary.events.payment.PaymentId;
import org.springframework.stereotype.Component;

/// Asks a provider never to take the money. A settlement that was faster is recorded, and thereby
/// refunded.
@Component
class VoidAtProvider implements EffectKind<VoidAtProvider.Details> {

    private final PaymentProviders providers;
    private final ProviderAnswers answers;

    VoidAtProvider(PaymentProviders providers, ProviderAnswers answers) {
        this.providers = providers;
        this.answers = answers;
    }

    record Details(PaymentId paymentId, String provider) {}

    @Override
    public String name() {
        return ProviderEffect.VOID.kind();
    }

    @Override
    public Class<Details> details() {
        return Details.class;
    }

    @Override
    public String perform(Details wanted, EffectAttempt attempt) {
        CurrentPayment payment = attempt.send(new ReadPayment(wanted.paymentId()));
        if (payment.status() != PaymentState.CANCELLED) {
            return "overtaken: " + payment.status();
        }
        var provider = providers.named(wanted.provider());
        var charge = provider.voidCharge(payment, attempt);
        return switch (charge.status()) {
            case VOIDED, DECLINED, SETTLED, REFUNDED ->
                    answers.record(
                            wanted.paymentId(), payment.status(), provider, charge, attempt::send);
            case PENDING, APPROVED, AUTHORISED ->
                    throw EffectFailed.later("It was neither voided nor settled", null, null);
        };
    }
}

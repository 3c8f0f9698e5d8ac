package io.cartulary.command.payment.effect;

import io.cartulary.command.effect.EffectKind;
import io.cartulary.command.effect.Effects;
import io.cartulary.command.payment.provider.PaymentProviders;
import java.util.List;

/// The effects that ask providers, for tests of other packages.
public final class ProviderEffectKinds {

    private final PaymentProviders providers;
    private final ProviderAnswers answers;

    public ProviderEffectKinds(PaymentProviders providers, ProviderAnswers answers) {
        this.providers = providers;
        this.answers = answers;
    }

    public List<EffectKind<?>> kinds() {
        return List.of(
                new ChargeAtProvider(providers, answers),
                new AuthoriseAtProvider(providers, answers),
                new CaptureAtProvider(providers),
                new VoidAtProvider(providers, answers),
                new RefundAtProvider(providers));
    }

    /// Has the handlers of events that ask providers.
    public Object asking(Effects effects) {
        return new WhenPaymentChangesThenAskProvider(
                effects,
                providers,
                new ChargeAtProvider(providers, answers),
                new AuthoriseAtProvider(providers, answers),
                new CaptureAtProvider(providers),
                new VoidAtProvider(providers, answers),
                new RefundAtProvider(providers));
    }
}

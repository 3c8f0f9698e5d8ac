package io.cartulary.command.payment.effect;

import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectFailed;
import io.cartulary.command.effect.EffectKind;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.provider.PaymentProviders;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentId;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/// Asks a provider to take authorised money.
@Component
class CaptureAtProvider implements EffectKind<CaptureAtProvider.Details> {

    private final PaymentProviders providers;

    CaptureAtProvider(PaymentProviders providers) {
        this.providers = providers;
    }

    record Details(
            PaymentId paymentId,
            CaptureId captureId,
            String provider,
            Money amount,
            boolean last) {}

    @Override
    public String name() {
        return ProviderEffect.CAPTURE.kind();
    }

    @Override
    public Class<Details> details() {
        return Details.class;
    }

    @Override
    public String perform(Details wanted, EffectAttempt attempt) {
        CurrentPayment payment = attempt.send(new ReadPayment(wanted.paymentId()));
        var reference =
                providers
                        .named(wanted.provider())
                        .capture(
                                payment,
                                wanted.captureId(),
                                wanted.amount(),
                                wanted.last(),
                                attempt);
        attempt.send(
                new RecordCapture(wanted.paymentId(), wanted.captureId(), reference.orElse(null)));
        return "captured";
    }

    @Override
    public void onRefused(Details wanted, EffectFailed refusal, EffectAttempt attempt) {
        attempt.send(
                new RecordCaptureRefusal(wanted.paymentId(), wanted.captureId(), refusal.code()));
    }

    @Override
    public void onGivenUp(Details wanted, EffectAttempt attempt) {
        if (!attempt.inDoubt()) {
            attempt.send(
                    new RecordCaptureRefusal(wanted.paymentId(), wanted.captureId(), "given up"));
        }
    }
}

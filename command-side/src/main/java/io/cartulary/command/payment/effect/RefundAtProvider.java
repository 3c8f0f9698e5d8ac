package io.cartulary.command.payment.effect;

import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectFailed;
import io.cartulary.command.effect.EffectKind;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.provider.PaymentProvider;
import io.cartulary.command.payment.provider.PaymentProvider.RefundProgress;
import io.cartulary.command.payment.provider.PaymentProviders;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import java.util.Optional;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/// Asks a provider to give money back. One that is refused for good is parked: it is money we owe,
/// so staff decide how it goes back.
@Component
class RefundAtProvider implements EffectKind<RefundAtProvider.Details> {

    private final PaymentProviders providers;

    RefundAtProvider(PaymentProviders providers) {
        this.providers = providers;
    }

    record Details(PaymentId paymentId, RefundId refundId, String provider, Money amount) {}

    @Override
    public String name() {
        return ProviderEffect.REFUND.kind();
    }

    @Override
    public Class<Details> details() {
        return Details.class;
    }

    @Override
    public String perform(Details wanted, EffectAttempt attempt) {
        CurrentPayment payment = attempt.send(new ReadPayment(wanted.paymentId()));
        var state = payment.refunds().get(wanted.refundId()).state();
        switch (state) {
            case OPEN, REFUSED -> {
                /* the money is still with us */
            }
            case SETTLED, ABANDONED -> {
                return "overtaken: " + state;
            }
        }
        var provider = providers.named(wanted.provider());
        var progress =
                found(provider, payment, wanted, attempt)
                        .orElseGet(() ->
                                provider.refund(
                                        payment, wanted.refundId(), wanted.amount(), attempt));
        return switch (progress) {
            case SETTLED -> {
                attempt.send(new RecordRefund(wanted.paymentId(), wanted.refundId()));
                yield "refunded";
            }
            case PENDING -> "on its way";
            case FAILED -> throw EffectFailed.refused("failed", "The refund failed there", null);
        };
    }

    /// What an attempt of which no one knows the end has brought about: a provider may have
    /// forgotten its key since.
    private static Optional<RefundProgress> found(
            PaymentProvider provider,
            CurrentPayment payment,
            Details wanted,
            EffectAttempt attempt) {
        if (!attempt.inDoubt()) {
            return Optional.empty();
        }
        try {
            return provider.findRefund(payment, wanted.refundId(), wanted.amount())
                    .filter(progress -> progress != RefundProgress.FAILED);
        } catch (EffectFailed failure) {
            // That it cannot be looked for says nothing about the refund.
            throw EffectFailed.later(String.valueOf(failure.getMessage()), null, failure);
        }
    }

    @Override
    public void onRefused(Details wanted, EffectFailed refusal, EffectAttempt attempt) {
        refuse(wanted, refusal.code(), attempt);
    }

    /// Only what certainly did not go back may go back in another way.
    @Override
    public void onGivenUp(Details wanted, EffectAttempt attempt) {
        if (!attempt.inDoubt()) {
            refuse(wanted, "given up", attempt);
        }
        attempt.send(new AbandonRefund(wanted.paymentId(), wanted.refundId()));
    }

    private static void refuse(Details wanted, String reason, EffectAttempt attempt) {
        attempt.send(new RecordRefundRefusal(wanted.paymentId(), wanted.refundId(), reason));
    }
}

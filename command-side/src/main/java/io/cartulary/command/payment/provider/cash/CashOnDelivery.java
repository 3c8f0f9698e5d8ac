package io.cartulary.command.payment.provider.cash;

import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectFailed;
import io.cartulary.command.effect.EffectGuarantee;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.provider.PaymentProvider;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.RefundId;
import java.util.Optional;
import org.joda.money.Money;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// The courier collects the money: it is authorised by the order and captured when staff record
/// that it was brought. What goes back is handed over by staff, so a refund waits for them.
@Component
@ConditionalOnProperty("cartulary.payment.cash-on-delivery.enabled")
class CashOnDelivery implements PaymentProvider {

    static final String NAME = "cash-on-delivery";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public EffectGuarantee guarantee() {
        return EffectGuarantee.DEDUPLICATED_BY_KEY;
    }

    @Override
    public boolean knowsOurNames() {
        return true;
    }

    @Override
    public Charge charge(NewCharge charge, EffectAttempt attempt) {
        return new Charge(charge.paymentId().value(), charge.amount(), Status.AUTHORISED);
    }

    @Override
    public Optional<Charge> find(CurrentPayment payment) {
        return Optional.empty();
    }

    @Override
    public Charge voidCharge(CurrentPayment payment, EffectAttempt attempt) {
        return new Charge(payment.paymentId().value(), null, Status.VOIDED);
    }

    @Override
    public Optional<String> capture(
            CurrentPayment payment,
            CaptureId captureId,
            Money amount,
            boolean last,
            EffectAttempt attempt) {
        return Optional.empty(); // staff said that they have it
    }

    @Override
    public RefundProgress refund(
            CurrentPayment payment, RefundId refundId, Money amount, EffectAttempt attempt) {
        throw EffectFailed.refused(
                "paid_out_by_hand",
                "Hand the money over, then record the refund's settlement",
                null);
    }
}

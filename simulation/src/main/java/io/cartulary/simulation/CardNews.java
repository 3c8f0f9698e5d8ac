package io.cartulary.simulation;

import io.cartulary.command.payment.PaymentsInMemory;
import io.cartulary.command.payment.provider.PaymentProvider.Charge;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.simulation.bank.CardBank;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Hands the card bank's messages to what handles them in production.
final class CardNews implements CardBank.Webhook {

    private final CardBank card;
    private final PaymentsInMemory payments;

    CardNews(CardBank card, PaymentsInMemory payments) {
        this.card = card;
        this.payments = payments;
    }

    @Override
    public void charge(PaymentId paymentId, Charge charge) {
        payments.receive(paymentId, card, charge);
    }

    @Override
    public void refund(PaymentId paymentId, RefundId refundId, boolean settled) {
        payments.receive(paymentId, refundId, settled);
    }

    @Override
    public void dispute(
            PaymentId paymentId, String reference, Money amount, @Nullable Boolean won) {
        payments.receive(paymentId, reference, amount, won);
    }
}

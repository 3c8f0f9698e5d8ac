package io.cartulary.command.payment;

import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentEvent.RefundReason;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.joda.money.Money;

/// Everything one can ask of a payment. What a provider did may be told any number of times and in
/// any order.
public sealed interface PaymentCommand {

    @TargetAggregateIdentifier
    PaymentId paymentId();

    record RequestPayment(
            PaymentId paymentId, OrderId orderId, Money amount, String provider, String token)
            implements PaymentCommand {}

    /// The provider took the money. After a cancellation this asks for a refund of the whole.
    record RecordSettlement(PaymentId paymentId, Money amount, String providerReference)
            implements PaymentCommand {}

    record RecordDecline(PaymentId paymentId, String providerReference) implements PaymentCommand {}

    /// We no longer want the money: a pending payment is cancelled, a settled one is refunded in
    /// whole.
    record CancelPayment(PaymentId paymentId) implements PaymentCommand {}

    /// The provider confirmed that it will never take the money.
    record RecordVoid(PaymentId paymentId) implements PaymentCommand {}

    /// Gives `amount` back, which is at most what was paid and not refunded before.
    record RequestRefund(PaymentId paymentId, RefundId refundId, Money amount, RefundReason reason)
            implements PaymentCommand {

        public RequestRefund {
            if (!amount.isPositive()) {
                throw new IllegalArgumentException("amount must be positive, was " + amount);
            }
        }
    }

    /// The provider gave the money back.
    record RecordRefund(PaymentId paymentId, RefundId refundId) implements PaymentCommand {}

    /// Answers the name of the provider that is asked for the money, and records nothing.
    record ReadProvider(PaymentId paymentId) implements PaymentCommand {}
}

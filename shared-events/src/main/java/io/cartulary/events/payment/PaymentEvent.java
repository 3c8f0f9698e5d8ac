package io.cartulary.events.payment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.order.OrderId;
import org.joda.money.Money;

/// Everything that can happen to one attempt to pay an order.
public sealed interface PaymentEvent extends DomainEvent {

    PaymentId paymentId();

    OrderId orderId();

    @Override
    @JsonIgnore
    default String aggregateId() {
        return paymentId().value();
    }

    /// The provider is to be asked for the money. Source: `RequestPayment`, sent by
    /// `OrderFulfilmentSaga`. `provider` is the adapter's name, for example `simulated`; `token`
    /// stands for the shopper's means of payment at that provider and is never a card number.
    record PaymentRequested(
            PaymentId paymentId, OrderId orderId, Money amount, String provider, String token)
            implements PaymentEvent {}

    /// The money is ours. Source: `RecordSettlement`, from the provider's callback.
    /// `providerReference` is the provider's own name for the charge.
    record PaymentSettled(
            PaymentId paymentId, OrderId orderId, Money amount, String providerReference)
            implements PaymentEvent {}

    /// The provider refused. Source: `RecordDecline`, from the provider's callback.
    record PaymentDeclined(PaymentId paymentId, OrderId orderId, String providerReference)
            implements PaymentEvent {}

    /// We no longer want the money; the provider is to be told. Source: `CancelPayment`.
    record PaymentCancelled(PaymentId paymentId, OrderId orderId) implements PaymentEvent {}

    /// The provider will never take the money. Source: `RecordVoid`, from the provider's answer.
    record PaymentVoided(PaymentId paymentId, OrderId orderId) implements PaymentEvent {}

    /// Money is to go back. Source: `RequestRefund`, or a settlement that came after the
    /// cancellation. `outstanding` is what may still be refunded after this one.
    record RefundRequested(
            PaymentId paymentId,
            OrderId orderId,
            RefundId refundId,
            Money amount,
            Money outstanding,
            RefundReason reason)
            implements PaymentEvent {}

    /// The provider gave the money back. Source: `RecordRefund`, from the provider's answer.
    /// `refunded` is the sum of all refunds so far.
    record RefundSettled(
            PaymentId paymentId, OrderId orderId, RefundId refundId, Money amount, Money refunded)
            implements PaymentEvent {}

    /// Why money goes back.
    enum RefundReason {
        ORDER_CANCELLED,
        SETTLED_AFTER_CANCELLATION,
        GOODWILL
    }
}

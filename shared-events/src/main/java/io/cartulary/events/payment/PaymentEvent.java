package io.cartulary.events.payment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.StoredAs;
import io.cartulary.events.order.OrderId;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

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
    @StoredAs(name = "payment.PaymentRequested", revision = 1)
    record PaymentRequested(
            PaymentId paymentId, OrderId orderId, Money amount, String provider, String token)
            implements PaymentEvent {}

    /// The provider knows of it, and its end is still open. Source: `RecordStart`, from the
    /// provider's answer. `nextStep` is where the shopper has to go to approve it, if they have to.
    @StoredAs(name = "payment.PaymentStarted", revision = 1)
    record PaymentStarted(
            PaymentId paymentId,
            OrderId orderId,
            String providerReference,
            @Nullable String nextStep)
            implements PaymentEvent {}

    /// The money is authorised and can be captured. Source: `RecordAuthorisation`, from the
    /// provider's answer or callback. Where `captureFollows` it is captured at once, and else when
    /// staff say so.
    @StoredAs(name = "payment.PaymentAuthorised", revision = 1)
    record PaymentAuthorised(
            PaymentId paymentId,
            OrderId orderId,
            Money amount,
            String providerReference,
            boolean captureFollows)
            implements PaymentEvent {}

    /// Authorised money is to be taken. Source: `RequestCapture`, or an authorisation after which
    /// the capture follows. What is not captured with or before the `last` one is released.
    @StoredAs(name = "payment.CaptureRequested", revision = 1)
    record CaptureRequested(
            PaymentId paymentId,
            OrderId orderId,
            CaptureId captureId,
            Money amount,
            boolean last,
            String provider)
            implements PaymentEvent {}

    /// The shopper agreed at the provider, which is to be asked to authorise the payment. Source:
    /// `RecordApproval`, from the provider's message.
    @StoredAs(name = "payment.PaymentApproved", revision = 1)
    record PaymentApproved(PaymentId paymentId, OrderId orderId, String provider)
            implements PaymentEvent {}

    /// Authorised money was taken. Source: `RecordCapture`, from the provider's answer. `captured`
    /// is the sum of all captures so far, `captureReference` the provider's own name for this one,
    /// if it has any.
    @StoredAs(name = "payment.PaymentCaptured", revision = 1)
    record PaymentCaptured(
            PaymentId paymentId,
            OrderId orderId,
            CaptureId captureId,
            Money amount,
            Money captured,
            @Nullable String captureReference)
            implements PaymentEvent {}

    /// The provider refused to take authorised money. Source: `RecordCaptureRefusal`, from the
    /// provider's answer. `reason` is the provider's own word for it.
    @StoredAs(name = "payment.CaptureRefused", revision = 1)
    record CaptureRefused(
            PaymentId paymentId, OrderId orderId, CaptureId captureId, Money amount, String reason)
            implements PaymentEvent {}

    /// The money is ours. Source: `RecordSettlement`, from the provider's callback, or the last
    /// capture. `providerReference` is the provider's own name for the charge. `inPart` says
    /// whether it is less than was asked for, and `replaced` whether the order is paid in another
    /// way, so that it goes back.
    @StoredAs(name = "payment.PaymentSettled", revision = 1)
    record PaymentSettled(
            PaymentId paymentId,
            OrderId orderId,
            Money amount,
            String providerReference,
            boolean inPart,
            boolean replaced)
            implements PaymentEvent {

        /// All that was asked for, for the order it was asked for.
        public PaymentSettled(
                PaymentId paymentId, OrderId orderId, Money amount, String providerReference) {
            this(paymentId, orderId, amount, providerReference, false, false);
        }
    }

    /// The provider refused. Source: `RecordDecline`, from the provider's callback.
    @StoredAs(name = "payment.PaymentDeclined", revision = 1)
    record PaymentDeclined(PaymentId paymentId, OrderId orderId, String providerReference)
            implements PaymentEvent {}

    /// The shopper pays in another way: `replacement` is asked for the money, at that provider and
    /// with that token. Source: `ReplacePayment`.
    @StoredAs(name = "payment.PaymentReplaced", revision = 1)
    record PaymentReplaced(
            PaymentId paymentId,
            OrderId orderId,
            PaymentId replacement,
            Money amount,
            String provider,
            String token)
            implements PaymentEvent {}

    /// We no longer want the money; the provider is to hear of it. Source: `CancelPayment`, or an
    /// authorisation that came after the decline.
    @StoredAs(name = "payment.PaymentCancelled", revision = 1)
    record PaymentCancelled(PaymentId paymentId, OrderId orderId, String provider)
            implements PaymentEvent {}

    /// The provider will never take the money. Source: `RecordVoid`, from the provider's answer.
    /// `replaced` says whether the order is paid in another way.
    @StoredAs(name = "payment.PaymentVoided", revision = 1)
    record PaymentVoided(PaymentId paymentId, OrderId orderId, boolean replaced)
            implements PaymentEvent {}

    /// The payer's own proof of payment became known, by which the provider finds it later. Source:
    /// `RecordReceipt`, from the provider's callback.
    @StoredAs(name = "payment.ReceiptRecorded", revision = 1)
    record ReceiptRecorded(PaymentId paymentId, OrderId orderId, String receipt)
            implements PaymentEvent {}

    /// Money is to go back. Source: `RequestRefund`, or a settlement that came after the
    /// cancellation. `outstanding` is what may still be refunded after this one.
    @StoredAs(name = "payment.RefundRequested", revision = 1)
    record RefundRequested(
            PaymentId paymentId,
            OrderId orderId,
            RefundId refundId,
            Money amount,
            Money outstanding,
            RefundReason reason,
            String provider)
            implements PaymentEvent {}

    /// The provider gave the money back. Source: `RecordRefund`, from the provider's answer.
    /// `refunded` is the sum of all refunds so far.
    @StoredAs(name = "payment.RefundSettled", revision = 1)
    record RefundSettled(
            PaymentId paymentId, OrderId orderId, RefundId refundId, Money amount, Money refunded)
            implements PaymentEvent {}

    /// The provider will not give the money back; it is still owed, and staff decide. Source:
    /// `RecordRefundRefusal`, from the provider's answer. `reason` is the provider's own word for
    /// it.
    @StoredAs(name = "payment.RefundRefused", revision = 1)
    record RefundRefused(
            PaymentId paymentId, OrderId orderId, RefundId refundId, Money amount, String reason)
            implements PaymentEvent {}

    /// Staff gave up on a refund that was refused, so that the money can go back in another way.
    /// Source: `AbandonRefund`. `outstanding` is what may be refunded again.
    @StoredAs(name = "payment.RefundAbandoned", revision = 1)
    record RefundAbandoned(
            PaymentId paymentId,
            OrderId orderId,
            RefundId refundId,
            Money amount,
            Money outstanding)
            implements PaymentEvent {}

    /// The payer wants the money back through their bank. Source: `RecordDispute`, from the
    /// provider's callback. `reason` is the provider's own word for it.
    @StoredAs(name = "payment.PaymentDisputed", revision = 1)
    record PaymentDisputed(
            PaymentId paymentId,
            OrderId orderId,
            String disputeReference,
            Money amount,
            String reason)
            implements PaymentEvent {}

    /// The bank decided for us. Source: `RecordDisputeEnd`, from the provider's callback.
    @StoredAs(name = "payment.DisputeWon", revision = 1)
    record DisputeWon(PaymentId paymentId, OrderId orderId, String disputeReference)
            implements PaymentEvent {}

    /// The bank took the money back. Source: `RecordDisputeEnd`, from the provider's callback.
    /// `outstanding` is what may still be refunded.
    @StoredAs(name = "payment.DisputeLost", revision = 1)
    record DisputeLost(
            PaymentId paymentId,
            OrderId orderId,
            String disputeReference,
            Money amount,
            Money outstanding)
            implements PaymentEvent {}

    /// Why money goes back.
    enum RefundReason {
        ORDER_CANCELLED,
        SETTLED_AFTER_CANCELLATION,
        GOODWILL,
        LINES_CANCELLED,
        GOODS_RETURNED
    }
}

package io.cartulary.command.payment;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentEvent.RefundReason;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.eventstore.deciding.CreatesAggregate;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Everything one can ask of a payment. What a provider did may be reported any number of times and
/// in any order.
public sealed interface PaymentCommand {

    @TargetAggregateIdentifier
    PaymentId paymentId();

    @CreatesAggregate
    record RequestPayment(
            PaymentId paymentId, OrderId orderId, Money amount, String provider, String token)
            implements PaymentCommand {}

    /// The provider took the request in. `nextStep` is where the shopper has to approve it.
    record RecordStart(PaymentId paymentId, String providerReference, @Nullable String nextStep)
            implements PaymentCommand {}

    /// The shopper agreed at the provider; only then it can be asked to authorise the payment.
    record RecordApproval(PaymentId paymentId) implements PaymentCommand {}

    /// The provider authorised the payment. Where `captureFollows` all of it is captured at once.
    record RecordAuthorisation(
            PaymentId paymentId, Money amount, String providerReference, boolean captureFollows)
            implements PaymentCommand {}

    /// Takes authorised money; what is left after the `last` capture is released.
    record RequestCapture(PaymentId paymentId, CaptureId captureId, Money amount, boolean last)
            implements PaymentCommand {

        public RequestCapture {
            requirePositive(amount);
        }
    }

    /// The provider took authorised money.
    ///
    /// @param captureReference the provider's own name for it, if it has any
    record RecordCapture(
            PaymentId paymentId, CaptureId captureId, @Nullable String captureReference)
            implements PaymentCommand {}

    /// The provider refused to take authorised money. Where no other capture was asked for, the
    /// payment is declined.
    record RecordCaptureRefusal(PaymentId paymentId, CaptureId captureId, String reason)
            implements PaymentCommand {}

    /// The provider took the money. After a cancellation this asks for a refund of the whole.
    record RecordSettlement(PaymentId paymentId, Money amount, String providerReference)
            implements PaymentCommand {}

    record RecordDecline(PaymentId paymentId, String providerReference) implements PaymentCommand {}

    /// The payer's proof of payment.
    record RecordReceipt(PaymentId paymentId, String receipt) implements PaymentCommand {}

    /// Pays in another way, as long as this payment has brought no money.
    record ReplacePayment(PaymentId paymentId, PaymentId replacement, String provider, String token)
            implements PaymentCommand {}

    /// We no longer want the money: a pending payment is cancelled, a settled one is refunded in
    /// whole.
    record CancelPayment(PaymentId paymentId) implements PaymentCommand {}

    /// The provider confirmed that it will never take the money.
    record RecordVoid(PaymentId paymentId) implements PaymentCommand {}

    /// Gives `amount` back, which is at most what was paid and not refunded before.
    record RequestRefund(PaymentId paymentId, RefundId refundId, Money amount, RefundReason reason)
            implements PaymentCommand {

        public RequestRefund {
            requirePositive(amount);
        }
    }

    /// The provider gave the money back.
    record RecordRefund(PaymentId paymentId, RefundId refundId) implements PaymentCommand {}

    /// The provider will not give the money back.
    record RecordRefundRefusal(PaymentId paymentId, RefundId refundId, String reason)
            implements PaymentCommand {}

    /// Staff give up on a refund that was refused.
    record AbandonRefund(PaymentId paymentId, RefundId refundId) implements PaymentCommand {}

    /// The payer's bank asks for the money.
    record RecordDispute(PaymentId paymentId, String disputeReference, Money amount, String reason)
            implements PaymentCommand {}

    record RecordDisputeEnd(PaymentId paymentId, String disputeReference, boolean won)
            implements PaymentCommand {}

    /// Answers a [CurrentPayment] and records nothing.
    record ReadPayment(PaymentId paymentId) implements PaymentCommand {}

    private static void requirePositive(Money amount) {
        if (!amount.isPositive()) {
            throw new InvalidValue("amount", "must be positive, was " + amount);
        }
    }
}

package io.cartulary.command.payment.provider;

import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectFailed;
import io.cartulary.command.effect.EffectGuarantee;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Who takes the money for us. Only effects call what changes anything there; each call keeps the
/// provider's guarantee and says by [EffectFailed] what is known when it fails.
public interface PaymentProvider {

    /// By what a shopper chooses it, for example `simulated`.
    String name();

    EffectGuarantee guarantee();

    /// Whether it finds a charge by our own name for it. Of the others we remember theirs as soon
    /// as it is known.
    default boolean knowsOurNames() {
        return false;
    }

    /// What is recorded of the token that a shopper sent. Whatever says something about them is
    /// sealed for them here.
    ///
    /// @throws IllegalArgumentException when the provider cannot use such a token
    default String tokenToKeep(CustomerId shopper, String token) {
        return token;
    }

    /// Asks for the money. A charge that the provider refuses is answered as `DECLINED`; most end
    /// later, by a callback.
    Charge charge(NewCharge charge, EffectAttempt attempt);

    /// What became of a charge; absent when the provider does not know it.
    Optional<Charge> find(CurrentPayment payment);

    /// Asks never to take the money. A charge that was settled before stays so.
    Charge voidCharge(CurrentPayment payment, EffectAttempt attempt);

    /// Asks to authorise the payment, once the shopper agreed.
    default Charge authorise(CurrentPayment payment, EffectAttempt attempt) {
        throw EffectFailed.refused(
                "no_approvals", name() + " needs nothing but the shopper's word", null);
    }

    /// Takes authorised money, and answers by which name the provider knows that, if it has any.
    default Optional<String> capture(
            CurrentPayment payment,
            CaptureId captureId,
            Money amount,
            boolean last,
            EffectAttempt attempt) {
        throw EffectFailed.refused(
                "no_captures", name() + " takes the money at once or not at all", null);
    }

    /// Gives money back.
    RefundProgress refund(
            CurrentPayment payment, RefundId refundId, Money amount, EffectAttempt attempt);

    /// What became of a refund; absent when the provider does not know it or cannot say.
    default Optional<RefundProgress> findRefund(
            CurrentPayment payment, RefundId refundId, Money amount) {
        return Optional.empty();
    }

    /// @param token stands for the shopper's means of payment, as it was kept
    record NewCharge(PaymentId paymentId, OrderId orderId, Money amount, String token) {}

    /// @param reference the provider's own name for it
    /// @param amount absent when nothing was asked for or it is not known
    /// @param captureFollows of an authorised one: whether all of it is to be captured at once
    /// @param nextStep of a pending one: where the shopper has to go
    record Charge(
            String reference,
            @Nullable Money amount,
            Status status,
            boolean captureFollows,
            @Nullable String nextStep) {

        public Charge(String reference, @Nullable Money amount, Status status) {
            this(reference, amount, status, false, null);
        }
    }

    /// Where a charge stands at the provider; `REFUNDED` means in whole.
    enum Status {
        PENDING,
        /// The shopper agreed, and the provider is to be asked to authorise it.
        APPROVED,
        AUTHORISED,
        SETTLED,
        DECLINED,
        VOIDED,
        REFUNDED
    }

    /// Where a refund stands at the provider.
    enum RefundProgress {
        PENDING,
        SETTLED,
        FAILED
    }
}

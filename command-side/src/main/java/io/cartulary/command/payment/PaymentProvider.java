package io.cartulary.command.payment;

import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Whoever takes the money for us. Every call may be repeated and then changes nothing; one that
/// gets no answer throws and may or may not have taken effect.
public interface PaymentProvider {

    /// By what a shopper chooses it, for example `simulated`.
    String name();

    /// Asks for the money. A charge that the provider refuses is answered as `DECLINED`; most end
    /// later, by a callback.
    Charge charge(PaymentId paymentId, Money amount, String token);

    Optional<Charge> find(PaymentId paymentId);

    /// Asks never to take the money. A charge that was settled before stays so.
    Charge voidCharge(PaymentId paymentId);

    /// Gives money back.
    void refund(PaymentId paymentId, RefundId refundId, Money amount);

    /// @param reference the provider's own name for it
    /// @param amount absent when a void came before the charge
    record Charge(String reference, @Nullable Money amount, Status status) {}

    /// Where a charge stands at the provider; `REFUNDED` means in whole.
    enum Status {
        PENDING,
        SETTLED,
        DECLINED,
        VOIDED,
        REFUNDED
    }
}

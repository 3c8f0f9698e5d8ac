package io.cartulary.command.payment;

import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.web.version.EntityTag;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What a payment answers about itself.
///
/// @param providerReference the provider's own name for it; absent until it is known
/// @param receipt the payer's proof of payment, at providers that give one
/// @param replacement by which the order is paid in its place
/// @param amount what was asked for
/// @param captured what was taken
/// @param refunded what went back
/// @param outstanding of what was taken: what may still be refunded
/// @param returned what was asked for back, otherwise than as goodwill, and not given up
/// @param lost what payers' banks took back in disputes
/// @param captureReferences the provider's own names for what was taken, as far as it has any
/// @param refunds what was asked for back, by the name of each refund
/// @param version number of its last event
public record CurrentPayment(
        PaymentId paymentId,
        OrderId orderId,
        String provider,
        @Nullable String providerReference,
        @Nullable String receipt,
        @Nullable PaymentId replacement,
        PaymentState status,
        Money amount,
        Money captured,
        Money refunded,
        Money outstanding,
        Money returned,
        Money lost,
        List<String> captureReferences,
        Map<RefundId, Refund> refunds,
        long version) {

    public EntityTag entityTag() {
        return new EntityTag(paymentId.value(), version);
    }

    public record Refund(Money amount, RefundState state) {}

    /// `REFUSED` waits for staff, who retry it or give it up; `ABANDONED` is given up.
    public enum RefundState {
        OPEN,
        SETTLED,
        REFUSED,
        ABANDONED
    }
}

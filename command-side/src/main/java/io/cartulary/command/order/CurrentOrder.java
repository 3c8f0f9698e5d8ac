package io.cartulary.command.order;

import io.cartulary.events.cart.CartId;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.payment.PaymentId;
import org.jspecify.annotations.Nullable;

/// What an order answers about itself.
///
/// @param cartId the cart it came from, whose shopper owns it
/// @param editPaymentId by which a change is to be paid that waits for it
/// @param repaymentId by which what is missing is being paid
/// @param unpaid whether authorised money of it will not come
public record CurrentOrder(
        OrderId orderId,
        String number,
        OrderTotals totals,
        OrderState status,
        CartId cartId,
        PaymentId paymentId,
        @Nullable PaymentId editPaymentId,
        @Nullable PaymentId repaymentId,
        boolean unpaid) {

    /// Whether it is to be paid again, and no change waits for its payment.
    public boolean isToBePaidAnew() {
        return unpaid && editPaymentId == null;
    }

    /// By which the shopper pays now: a change first, then what is missing, then the order itself.
    public PaymentId currentPaymentId() {
        if (editPaymentId != null) {
            return editPaymentId;
        }
        return repaymentId == null ? paymentId : repaymentId;
    }
}

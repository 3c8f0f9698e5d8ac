package io.cartulary.command.order;

import io.cartulary.events.cart.CartId;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.payment.PaymentId;
import org.jspecify.annotations.Nullable;

/// What an order answers about itself.
///
/// @param cartId the cart it came from, whose shopper owns it; absent for a past order
/// @param paymentId absent for a past order
/// @param unpaid whether money that was promised for it will not come
/// @param repayment by which that is being paid; absent while nobody does
public record OrderSummary(
        OrderId orderId,
        String number,
        OrderTotals totals,
        OrderStatus status,
        @Nullable CartId cartId,
        @Nullable PaymentId paymentId,
        boolean unpaid,
        @Nullable PaymentId repayment) {}

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
/// @param editPaymentId by which a change is to be paid that waits for it
public record OrderSummary(
        OrderId orderId,
        String number,
        OrderTotals totals,
        OrderStatus status,
        @Nullable CartId cartId,
        @Nullable PaymentId paymentId,
        @Nullable PaymentId editPaymentId) {}

package io.cartulary.command.payment.service;

import io.cartulary.events.cart.CartId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.web.idempotency.NewIds;

/// What paying has to know of orders. Orders know payments, so they answer it, not the other way
/// round.
public interface PayableOrders {

    /// An order that its shopper may pay now. While a change of it waits for its payment, the
    /// change is paid.
    ///
    /// @param customerId who pays
    /// @param paymentId the first payment of the change that waits, or of what is missing, else of
    ///   the order
    /// @param owing whether authorised money will not come and has to be asked for again
    /// @param repaying whether it was asked for again already
    record PayableOrder(
            OrderId orderId,
            CustomerId customerId,
            PaymentId paymentId,
            boolean owing,
            boolean repaying) {}

    /// Refused with `NOT_FOUND` unless the order came from this cart, with `ALREADY_CONFIRMED` or
    /// `ALREADY_CANCELLED` when there is nothing to pay any more.
    PayableOrder payable(CartId cartId, OrderId orderId);

    /// The first payment of the change that waits for its payment, or of what is missing, else of
    /// the order. Refused with `NOT_FOUND` unless the order came from this cart.
    PaymentId paymentOf(CartId cartId, OrderId orderId);

    /// Asks for the money that is missing of an order that is owing; refused with `NOTHING_TO_PAY`
    /// when none is.
    PaymentId requestMissing(OrderId orderId, String provider, String keptToken, NewIds ids);
}

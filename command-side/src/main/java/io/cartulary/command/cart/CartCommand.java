package io.cartulary.command.cart;

import io.cartulary.events.cart.CartId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.order.OrderId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// Everything one can ask of a cart.
public sealed interface CartCommand {

    @TargetAggregateIdentifier
    CartId cartId();

    record OpenCart(CartId cartId, CustomerId customerId) implements CartCommand {}

    record AddCartItem(CartId cartId, Sku sku, int quantity) implements CartCommand {}

    record ChangeCartItemQuantity(CartId cartId, Sku sku, int quantity) implements CartCommand {}

    record RemoveCartItem(CartId cartId, Sku sku) implements CartCommand {}

    record ApplyCartCoupon(CartId cartId, CouponCode code) implements CartCommand {}

    record RemoveCartCoupon(CartId cartId) implements CartCommand {}

    record ClearCart(CartId cartId) implements CartCommand {}

    /// Empties the cart into an order and answers a [CartContent]. Repeated for the same order it
    /// answers the same content again and records nothing.
    record CheckOutCart(CartId cartId, OrderId orderId) implements CartCommand {}

    /// Answers the [CartContent] as it is and records nothing.
    record ReadCart(CartId cartId) implements CartCommand {}
}

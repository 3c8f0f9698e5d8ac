package io.cartulary.events.cart;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.OrderId;
import java.util.List;
import org.joda.money.CurrencyUnit;

/// Everything that can happen to a shopper's cart. `quantity` is that of the line after the event,
/// in pieces.
public sealed interface CartEvent extends DomainEvent {

    CartId cartId();

    @Override
    @JsonIgnore
    default String aggregateId() {
        return cartId().value();
    }

    /// A shopper got a cart. Source: `OpenCart`.
    record CartOpened(CartId cartId, CustomerId customerId) implements CartEvent {}

    /// A SKU was put in, or more of it. Source: `AddCartItem`. `addition` names the act of adding,
    /// so that a repeated request adds nothing.
    record CartItemAdded(CartId cartId, Sku sku, int added, int quantity, String addition)
            implements CartEvent {}

    /// The shopper wants another number of pieces. Source: `ChangeCartItemQuantity`.
    record CartItemQuantityChanged(CartId cartId, Sku sku, int quantity) implements CartEvent {}

    /// A line was taken out. Source: `RemoveCartItem`.
    record CartItemRemoved(CartId cartId, Sku sku) implements CartEvent {}

    /// A coupon was put on the cart, beside others; whether it gives a discount is decided at
    /// check-out. Source: `ApplyCartCoupon`.
    record CartCouponApplied(CartId cartId, CouponCode code) implements CartEvent {}

    /// A coupon was taken off. Source: `RemoveCartCoupon`.
    record CartCouponRemoved(CartId cartId, CouponCode code) implements CartEvent {}

    /// The shopper wants to pay in this currency from now on. Source: `ChooseCartCurrency`.
    record CartCurrencyChosen(CartId cartId, CurrencyUnit currency) implements CartEvent {}

    /// Everything was taken out. Source: `ClearCart`.
    record CartCleared(CartId cartId) implements CartEvent {}

    /// The content became an order and the cart is empty again. Source: `CheckOutCart`.
    record CartCheckedOut(
            CartId cartId, OrderId orderId, List<SkuQuantity> lines, List<CouponCode> coupons)
            implements CartEvent {}
}

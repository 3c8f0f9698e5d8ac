package io.cartulary.events.cart;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.StoredAs;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.OrderId;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

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
    @StoredAs(name = "cart.CartOpened", revision = 1)
    record CartOpened(CartId cartId, CustomerId customerId) implements CartEvent {}

    /// A SKU was put in, or more of it. Source: `AddCartItem`. `addition` names the act of adding,
    /// so that a repeated request adds nothing; `unitPrice` is the price the shopper was shown, if
    /// any.
    @StoredAs(name = "cart.CartItemAdded", revision = 1)
    record CartItemAdded(
            CartId cartId,
            Sku sku,
            int added,
            int quantity,
            String addition,
            @Nullable Money unitPrice)
            implements CartEvent {}

    /// The shopper wants another number of pieces. Source: `ChangeCartItemQuantity`.
    @StoredAs(name = "cart.CartItemQuantityChanged", revision = 1)
    record CartItemQuantityChanged(CartId cartId, Sku sku, int quantity) implements CartEvent {}

    /// A line was taken out. Source: `RemoveCartItem`.
    @StoredAs(name = "cart.CartItemRemoved", revision = 1)
    record CartItemRemoved(CartId cartId, Sku sku) implements CartEvent {}

    /// A coupon was put on the cart, beside others; whether it gives a discount is decided at
    /// check-out. Source: `AddCartCoupon`.
    @StoredAs(name = "cart.CartCouponApplied", revision = 1)
    record CartCouponApplied(CartId cartId, CouponCode code) implements CartEvent {}

    /// A coupon was taken off. Source: `RemoveCartCoupon`.
    @StoredAs(name = "cart.CartCouponRemoved", revision = 1)
    record CartCouponRemoved(CartId cartId, CouponCode code) implements CartEvent {}

    /// The shopper wants to pay in this currency from now on. Source: `ChooseCartCurrency`.
    @StoredAs(name = "cart.CartCurrencyChosen", revision = 1)
    record CartCurrencyChosen(CartId cartId, CurrencyUnit currency) implements CartEvent {}

    /// Everything was taken out. Source: `ClearCart`.
    @StoredAs(name = "cart.CartCleared", revision = 1)
    record CartCleared(CartId cartId) implements CartEvent {}

    /// Everything went into another cart of the same shopper. Source: `HandOverCart`. `handover`
    /// names the act, so that the other cart takes it once.
    @StoredAs(name = "cart.CartHandedOver", revision = 1)
    record CartHandedOver(
            CartId cartId,
            CartId into,
            String handover,
            List<SkuQuantity> lines,
            List<CouponCode> coupons)
            implements CartEvent {}

    /// What another cart held was put in, as far as there was room. Source: `TakeOverCart`. `lines`
    /// are those that changed, as they are after the event; `coupons` are the added ones.
    @StoredAs(name = "cart.CartTakenOver", revision = 1)
    record CartTakenOver(
            CartId cartId,
            CartId from,
            String handover,
            List<SkuQuantity> lines,
            List<CouponCode> coupons)
            implements CartEvent {}

    /// Nothing changed for so long that everything was taken out. Source: a deadline. `lines` is
    /// what was in it.
    @StoredAs(name = "cart.CartExpired", revision = 1)
    record CartExpired(CartId cartId, List<SkuQuantity> lines) implements CartEvent {}

    /// The content became an order and the cart is empty again. Source: `CheckOutCart`.
    @StoredAs(name = "cart.CartCheckedOut", revision = 1)
    record CartCheckedOut(
            CartId cartId, OrderId orderId, List<SkuQuantity> lines, List<CouponCode> coupons)
            implements CartEvent {}
}

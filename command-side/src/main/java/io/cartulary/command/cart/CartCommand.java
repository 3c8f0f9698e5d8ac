package io.cartulary.command.cart;

import io.cartulary.events.cart.CartId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.order.OrderId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/// Everything one can ask of a cart.
public sealed interface CartCommand {

    /// The most lines of a cart.
    int MAXIMUM_LINES = 1_000;

    /// The most coupons of a cart.
    int MAXIMUM_COUPONS = 10;

    /// The most pieces of one line.
    int MAXIMUM_QUANTITY = 999;

    @TargetAggregateIdentifier
    CartId cartId();

    record OpenCart(CartId cartId, CustomerId customerId) implements CartCommand {}

    /// Puts pieces in, beside those that are there. `addition` names this act of adding, so that a
    /// repeat adds nothing.
    record AddCartItem(CartId cartId, Sku sku, int quantity, String addition)
            implements CartCommand {

        public AddCartItem {
            checkQuantity(quantity);
        }
    }

    record ChangeCartItemQuantity(CartId cartId, Sku sku, int quantity) implements CartCommand {

        public ChangeCartItemQuantity {
            checkQuantity(quantity);
        }
    }

    record RemoveCartItem(CartId cartId, Sku sku) implements CartCommand {}

    /// Puts a coupon on in place of all others.
    record ApplyCartCoupon(CartId cartId, CouponCode code) implements CartCommand {}

    /// Puts a coupon on beside others.
    record AddCartCoupon(CartId cartId, CouponCode code) implements CartCommand {}

    /// @param code which one to take off; all when absent
    record RemoveCartCoupon(CartId cartId, @Nullable CouponCode code) implements CartCommand {}

    record ChooseCartCurrency(CartId cartId, CurrencyUnit currency) implements CartCommand {}

    record ClearCart(CartId cartId) implements CartCommand {}

    /// Empties the cart into an order and answers a [CartContent]. Repeated for the same order it
    /// answers the same content again and records nothing.
    record CheckOutCart(CartId cartId, OrderId orderId) implements CartCommand {}

    /// Answers the [CartContent] as it is and records nothing.
    record ReadCart(CartId cartId) implements CartCommand {}

    private static void checkQuantity(int quantity) {
        if (quantity < 1 || quantity > MAXIMUM_QUANTITY) {
            throw new IllegalArgumentException(
                    "quantity must be 1 to %d, was %d".formatted(MAXIMUM_QUANTITY, quantity));
        }
    }
}

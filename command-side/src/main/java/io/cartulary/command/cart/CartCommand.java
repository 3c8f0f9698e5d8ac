package io.cartulary.command.cart;

import io.cartulary.command.pricing.Basket;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.OrderId;
import io.cartulary.eventstore.deciding.CreatesAggregate;
import io.cartulary.eventstore.deciding.ReadOnlyCommand;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Everything one can ask of a cart.
public sealed interface CartCommand {

    /// The most lines of a cart.
    int MAXIMUM_LINES = Basket.MOST_LINES;

    /// The most coupons of a cart.
    int MAXIMUM_COUPONS = 10;

    /// The most pieces of one line.
    int MAXIMUM_QUANTITY = Basket.MOST_PIECES_OF_A_LINE;

    @TargetAggregateIdentifier
    CartId cartId();

    @CreatesAggregate
    record OpenCart(CartId cartId, CustomerId customerId) implements CartCommand {}

    /// Puts pieces in, beside those that are there. `addition` names this act of adding, so that a
    /// repeat adds nothing; `unitPrice` is the price the shopper was shown, if any.
    record AddCartItem(
            CartId cartId, Sku sku, int quantity, String addition, @Nullable Money unitPrice)
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

    /// Puts a coupon on beside others.
    record AddCartCoupon(CartId cartId, CouponCode code) implements CartCommand {}

    /// @param code which one to take off; all when absent
    record RemoveCartCoupon(CartId cartId, @Nullable CouponCode code) implements CartCommand {}

    record ChooseCartCurrency(CartId cartId, CurrencyUnit currency) implements CartCommand {}

    record ClearCart(CartId cartId) implements CartCommand {}

    /// Puts everything of another cart in, as far as there is room, and empties that: both or
    /// neither. Answers a [MergedCart].
    record MergeCarts(CartId cartId, CartId from, String handover) implements CartCommand {}

    /// Empties the cart for another one and answers a [Handover]. Repeated for the same other cart
    /// it answers the last one again as long as nothing new was put in.
    record HandOverCart(CartId cartId, CartId into, String handover) implements CartCommand {}

    /// Puts in what another cart handed over, and answers a [MergedCart].
    record TakeOverCart(CartId cartId, CartId from, Handover handover) implements CartCommand {}

    /// What a cart hands over to another.
    ///
    /// @param id names the act
    record Handover(String id, List<SkuQuantity> lines, List<CouponCode> coupons) {}

    /// @param leftOut pieces and lines for which the cart had no room
    record MergedCart(List<SkuQuantity> leftOut) {}

    /// Empties the cart if nothing changed in it for so long, and answers a [NextExpiry].
    record ExpireCart(CartId cartId, Instant now) implements CartCommand {}

    /// When the cart can expire, if something is in it.
    record NextExpiry(@Nullable Instant at) {}

    /// Empties the cart into an order that was priced for `expected`; a cart with other content
    /// keeps it and refuses. Repeated for the same order it records nothing.
    record CheckOutCart(CartId cartId, OrderId orderId, CartContent expected)
            implements CartCommand {}

    /// Answers the [CartContent] to price an order for: what was emptied into that very order, by
    /// an attempt that ended before it was placed, and otherwise the content as it is.
    record ReadCartForOrder(CartId cartId, OrderId orderId) implements CartCommand {}

    /// Answers the [CartContent] as it is and records nothing.
    record ReadCart(CartId cartId) implements CartCommand {}

    /// Answers the [CartContent], perhaps as it was a moment ago, to one who will have the cart
    /// decide on it.
    @ReadOnlyCommand
    record PeekIntoCart(CartId cartId) implements CartCommand {}

    private static void checkQuantity(int quantity) {
        if (quantity < 1 || quantity > MAXIMUM_QUANTITY) {
            throw new InvalidValue(
                    "quantity", "must be 1 to %d, was %d".formatted(MAXIMUM_QUANTITY, quantity));
        }
    }
}

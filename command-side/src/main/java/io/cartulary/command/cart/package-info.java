/// Decides what is in a shopper's cart and turns it into an order's content. A cart knows SKUs and
/// quantities, and the prices its shopper was told; whether something can be sold is asked of the
/// price list before it is put in, and again when an order is placed. Checking out empties the
/// cart, so that one cart serves a shopper for all his orders.
///
/// # Cart
///
/// Commands on a cart that does not exist are answered with *not found*, except `OpenCart`.
///
/// | from | command | to |
/// |---|---|---|
/// | missing | OpenCart | empty |
/// | empty | OpenCart | empty, nothing new |
/// | empty | AddCartItem | filled |
/// | empty | ChangeCartItemQuantity | refused NOT_IN_CART |
/// | empty | RemoveCartItem | empty, nothing new |
/// | empty | AddCartCoupon | filled |
/// | empty | ChooseCartCurrency | empty |
/// | empty | RemoveCartCoupon | empty, nothing new |
/// | empty | ClearCart | empty, nothing new |
/// | empty | HandOverCart | empty, nothing new |
/// | empty | TakeOverCart | filled |
/// | empty | CheckOutCart | refused CART_EMPTY |
/// | empty | ExpireCart | empty, nothing new |
/// | empty | PeekIntoCart | empty, nothing new |
/// | empty | ReadCart | empty, nothing new |
/// | empty | ReadCartForOrder | refused CART_EMPTY |
/// | filled | OpenCart | filled, nothing new |
/// | filled | AddCartItem | filled |
/// | filled | ChangeCartItemQuantity | filled |
/// | filled | RemoveCartItem | filled or empty |
/// | filled | AddCartCoupon | filled |
/// | filled | ChooseCartCurrency | filled |
/// | filled | RemoveCartCoupon | filled, nothing new |
/// | filled | ClearCart | empty |
/// | filled | HandOverCart | empty |
/// | filled | TakeOverCart | filled |
/// | filled | CheckOutCart | empty |
/// | filled | ExpireCart | empty |
/// | filled | PeekIntoCart | filled, nothing new |
/// | filled | ReadCart | filled, nothing new |
/// | filled | ReadCartForOrder | filled, nothing new |
///
/// *Filled* means a line or a coupon is in it; one with a coupon alone is refused CART_EMPTY at
/// check-out, and one that holds something else than the order was priced for CART_CHANGED. A cart
/// that nothing was changed in for a week is emptied. The same coupon, quantity, addition or order
/// again records nothing.
@NullMarked
package io.cartulary.command.cart;

import org.jspecify.annotations.NullMarked;

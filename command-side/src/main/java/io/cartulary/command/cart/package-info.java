/// Decides what is in a shopper's cart and turns it into an order's content. A cart knows SKUs and
/// quantities, and the prices that were shown to its shopper; whether something can be sold is
/// asked of the price list before it is put in, and again when an order is placed. Checking out
/// empties the cart, so that one cart serves a shopper for all their orders.
///
/// `docs/states/cart.md` has what each command does in each state.
@NullMarked
package io.cartulary.command.cart;

import org.jspecify.annotations.NullMarked;

/// Events of a shopper's cart, from its opening to each check-out. A cart holds SKUs and quantities
/// only: prices are read when they are shown and fixed when an order is placed. One shopper has one
/// cart, which a check-out empties.
@NullMarked
package io.cartulary.events.cart;

import org.jspecify.annotations.NullMarked;

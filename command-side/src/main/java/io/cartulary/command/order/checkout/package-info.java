/// How an order is made of a cart.
@NullMarked
package io.cartulary.command.order.checkout;

import org.jspecify.annotations.NullMarked;

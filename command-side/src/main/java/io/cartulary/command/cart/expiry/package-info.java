/// Expires carts that were not changed for a long time.
@NullMarked
package io.cartulary.command.cart.expiry;

import org.jspecify.annotations.NullMarked;

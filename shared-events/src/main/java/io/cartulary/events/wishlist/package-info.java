/// What customers, and guests with a cart, put aside to buy it another day.
@NullMarked
package io.cartulary.events.wishlist;

import org.jspecify.annotations.NullMarked;

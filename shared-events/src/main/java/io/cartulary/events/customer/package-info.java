/// Who buys: customers with an account and guests, and what happened to them. A guest is known by
/// the cart that was opened for them.
@NullMarked
package io.cartulary.events.customer;

import org.jspecify.annotations.NullMarked;

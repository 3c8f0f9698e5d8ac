/// Who buys: identifiers of signed-in customers and of guests. Accounts come with their own events.
/// A guest is known by the cart that was opened for him.
@NullMarked
package io.cartulary.events.customer;

import org.jspecify.annotations.NullMarked;

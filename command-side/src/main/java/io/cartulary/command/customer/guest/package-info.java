/// Guests, and how they are known again: by the keyed hash of an e-mail address for coupons, and by
/// the account that took their orders over. Kept beside the keys of personal data, where erasing a
/// person reaches it.
@NullMarked
package io.cartulary.command.customer.guest;

import org.jspecify.annotations.NullMarked;

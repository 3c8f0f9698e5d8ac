/// Decides who may still use a coupon: whether it is active, valid at the order's instant, and has
/// uses left, in all and for the customer. Which lines it applies to and what it takes off is
/// judged before, in `pricing`. A coupon stays small: it counts uses, by customer only since its
/// terms first limited them by customer, and remembers the last few orders to recognise a repeat.
///
/// `docs/states/coupon.md` has what each command does in each state.
@NullMarked
package io.cartulary.command.coupon;

import org.jspecify.annotations.NullMarked;

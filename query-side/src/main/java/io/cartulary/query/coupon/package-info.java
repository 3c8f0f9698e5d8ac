/// Answers which coupons there are and what they were used for.
///
/// A use belongs to one order; one that was given back no longer counts. Whether a coupon can be
/// used now follows from its terms, its uses and the clock.
@NullMarked
package io.cartulary.query.coupon;

import org.jspecify.annotations.NullMarked;

/// Decides who may still use a coupon: whether it is active, valid at the order's instant, and has
/// uses left, in all and for the customer. Which lines it applies to and what it takes off is
/// judged before, in `pricing`. A coupon stays small: it counts uses, by customer only since its
/// terms first limited them by customer, and remembers the last few orders to tell a repeat.
///
/// # Coupon
///
/// Commands on a coupon that does not exist are answered with *not found*, except `CreateCoupon`.
///
/// | from | command | to |
/// |---|---|---|
/// | missing | CreateCoupon | active |
/// | active | CreateCoupon | active, nothing new |
/// | active | ReviseCoupon | active |
/// | active | ActivateCoupon | active, nothing new |
/// | active | DeactivateCoupon | inactive |
/// | active | RedeemCoupon | used up |
/// | active | ReturnCouponUse | active, nothing new |
/// | used up | CreateCoupon | used up, nothing new |
/// | used up | ReviseCoupon | used up |
/// | used up | ActivateCoupon | used up, nothing new |
/// | used up | DeactivateCoupon | inactive |
/// | used up | RedeemCoupon | refused COUPON_USED_UP |
/// | used up | ReturnCouponUse | active |
/// | inactive | CreateCoupon | inactive, nothing new |
/// | inactive | ReviseCoupon | inactive |
/// | inactive | ActivateCoupon | active |
/// | inactive | DeactivateCoupon | inactive, nothing new |
/// | inactive | RedeemCoupon | refused COUPON_INACTIVE |
/// | inactive | ReturnCouponUse | inactive, nothing new |
///
/// The table is that of a coupon for one use; one for more stays active in between. Creating with
/// other terms than the present ones is refused CODE_TAKEN.
@NullMarked
package io.cartulary.command.coupon;

import org.jspecify.annotations.NullMarked;

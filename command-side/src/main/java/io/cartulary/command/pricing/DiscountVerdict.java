package io.cartulary.command.pricing;

import io.cartulary.command.refusal.Reason;
import io.cartulary.command.refusal.Rejection;
import io.cartulary.events.coupon.CouponCode;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Whether a discount applies to an order, and why not.
///
/// @param automatic whether it applies by itself, without its code
/// @param amount what it takes off the lines; zero when it does not apply or only frees shipping
/// @param freeShipping whether shipping costs nothing because of it
/// @param reason why it does not apply: a [Rejection] when its own conditions are not met, else
///   [LeftOut]
/// @param detail the same for people
public record DiscountVerdict(
        CouponCode code,
        boolean automatic,
        Money amount,
        boolean freeShipping,
        @Nullable Reason reason,
        @Nullable String detail) {

    public boolean applies() {
        return reason == null;
    }

    /// Whether an order with this code cannot be placed: its own conditions are not met. A coupon
    /// that others leave nothing for, or that does not go together with them, is only left out.
    boolean standsInTheWay() {
        return reason instanceof Rejection && !automatic;
    }
}

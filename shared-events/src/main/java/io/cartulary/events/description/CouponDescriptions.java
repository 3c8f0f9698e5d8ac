package io.cartulary.events.description;

import io.cartulary.events.coupon.CouponEvent;
import io.cartulary.events.coupon.CouponEvent.*;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount;

/// Says what happened to coupons.
final class CouponDescriptions {

    private CouponDescriptions() {}

    static String describe(CouponEvent event) {
        return switch (event) {
            case CouponCreated(_, var code, var terms) ->
                    "Coupon %s was issued: %s".formatted(code, describe(terms));
            case CouponRevised(_, var code, var terms) ->
                    "Coupon %s was revised: %s".formatted(code, describe(terms));
            case CouponActivated(_, var code) -> "Coupon %s was switched on".formatted(code);
            case CouponDeactivated(_, var code) -> "Coupon %s was switched off".formatted(code);
            case CouponRedeemed(_, var code, var order, _, var discount, var uses) ->
                    "%s used coupon %s for %s off, use number %d"
                            .formatted(order, code, discount, uses);
            case CouponUseReturned(_, var code, var order, _, var uses) ->
                    "%s gave its use of coupon %s back, which leaves %d"
                            .formatted(order, code, uses);
        };
    }

    private static String describe(CouponTerms terms) {
        return switch (terms.discount()) {
            case Discount.PercentageOff(var percent) -> percent + " % off";
            case Discount.AmountOff(var amount) -> amount + " off";
            case Discount.FreeShipping _ -> "free shipping";
        };
    }
}

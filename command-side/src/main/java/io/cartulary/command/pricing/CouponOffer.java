package io.cartulary.command.pricing;

import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponTerms;

/// What the table of coupons says of one code.
public record CouponOffer(CouponCode code, CouponTerms terms, boolean active) {}

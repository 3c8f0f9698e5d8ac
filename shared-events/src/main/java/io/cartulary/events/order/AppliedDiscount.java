package io.cartulary.events.order;

import io.cartulary.events.coupon.CouponCode;
import org.joda.money.Money;

/// A discount that an order got.
///
/// @param code of the coupon, also of one that applies by itself
/// @param amount taken off the lines; zero for one that only frees shipping
/// @param freeShipping whether shipping costs nothing because of it
public record AppliedDiscount(CouponCode code, Money amount, boolean freeShipping) {}

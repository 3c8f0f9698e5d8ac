package io.cartulary.query.reporting;

import io.cartulary.events.coupon.CouponCode;
import org.joda.money.Money;

/// What one coupon brought in one currency, by orders that were not cancelled.
///
/// @param uses orders with it
/// @param revenue what those orders were charged
/// @param cost what it took off their lines; shipping that it freed is not in it
public record CouponSales(CouponCode code, long uses, Money revenue, Money cost) {}

package io.cartulary.query.coupon;

import java.util.List;
import org.joda.money.Money;

/// Sums over all coupons.
///
/// @param coupons how many there are
/// @param active how many were not switched off
/// @param expired of those, how many can no longer be used because their time is over
/// @param uses orders that hold a use now
/// @param returned uses that cancelled orders gave back
/// @param discounts what coupons took off, by currency
public record CouponStatistics(
        long coupons, long active, long expired, long uses, long returned, List<Money> discounts) {}

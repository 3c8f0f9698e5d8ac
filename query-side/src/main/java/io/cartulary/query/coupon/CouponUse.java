package io.cartulary.query.coupon;

import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import java.time.Instant;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// One order's use of a coupon.
///
/// @param position where it stands in the event store
/// @param returnedAt when the cancelled order gave it back
public record CouponUse(
        long position,
        OrderId orderId,
        CustomerId customerId,
        Money discount,
        Instant redeemedAt,
        @Nullable Instant returnedAt) {}

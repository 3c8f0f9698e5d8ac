package io.cartulary.command.coupon;

import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponId;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.joda.money.Money;

/// Everything one can ask of a coupon. A use is known by its order: asking twice changes nothing.
public sealed interface CouponCommand {

    @TargetAggregateIdentifier
    CouponId couponId();

    record CreateCoupon(CouponId couponId, CouponCode code, CouponTerms terms)
            implements CouponCommand {}

    record ReviseCoupon(CouponId couponId, CouponTerms terms) implements CouponCommand {}

    record ActivateCoupon(CouponId couponId) implements CouponCommand {}

    record DeactivateCoupon(CouponId couponId) implements CouponCommand {}

    /// Takes one use for an order; `placedAt` is the instant the validity is judged at.
    record RedeemCoupon(
            CouponId couponId,
            OrderId orderId,
            CustomerId customerId,
            Money discount,
            Instant placedAt)
            implements CouponCommand {}

    /// Gives the order's use back.
    record ReturnCouponUse(CouponId couponId, OrderId orderId) implements CouponCommand {}
}

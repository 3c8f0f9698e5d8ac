package io.cartulary.command.coupon;

import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponId;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.joda.money.Money;

/// Everything one can ask of a coupon. A use is known by its order: asking again changes nothing
/// while the order is among the last [#REMEMBERED] that took or gave back a use.
public sealed interface CouponCommand {

    /// How many orders a coupon remembers. A repeat comes from a saga's step that is delivered
    /// again, which is soon or never.
    int REMEMBERED = 100;

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

    /// Gives the order's use back. To be sent only for an order whose redemption was accepted; the
    /// sender says whose it was, because uses are not kept by order for ever.
    record ReturnCouponUse(CouponId couponId, OrderId orderId, CustomerId customerId)
            implements CouponCommand {}
}

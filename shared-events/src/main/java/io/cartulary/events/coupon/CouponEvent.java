package io.cartulary.events.coupon;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.StoredAs;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import org.joda.money.Money;

/// Everything that can happen to a coupon. `uses` is the number of orders that hold a use of it
/// after the event.
public sealed interface CouponEvent extends DomainEvent {

    CouponCode code();

    CouponId couponId();

    @Override
    @JsonIgnore
    default String aggregateId() {
        return couponId().value();
    }

    /// A coupon was issued and can be used. Source: `CreateCoupon`.
    @StoredAs(name = "coupon.CouponCreated", revision = 1)
    record CouponCreated(CouponId couponId, CouponCode code, CouponTerms terms)
            implements CouponEvent {}

    /// Its conditions changed for orders from now on. Source: `ReviseCoupon`.
    @StoredAs(name = "coupon.CouponRevised", revision = 1)
    record CouponRevised(CouponId couponId, CouponCode code, CouponTerms terms)
            implements CouponEvent {}

    /// It can be used again. Source: `ActivateCoupon`.
    @StoredAs(name = "coupon.CouponActivated", revision = 1)
    record CouponActivated(CouponId couponId, CouponCode code) implements CouponEvent {}

    /// It can no longer be used. Source: `DeactivateCoupon`.
    @StoredAs(name = "coupon.CouponDeactivated", revision = 1)
    record CouponDeactivated(CouponId couponId, CouponCode code) implements CouponEvent {}

    /// An order took one use. Source: `RedeemCoupon`, sent by `OrderFulfilmentSaga`.
    @StoredAs(name = "coupon.CouponRedeemed", revision = 1)
    record CouponRedeemed(
            CouponId couponId,
            CouponCode code,
            OrderId orderId,
            CustomerId customerId,
            Money discount,
            int uses)
            implements CouponEvent {}

    /// A cancelled order gave its use back. Source: `ReturnCouponUse`, sent by
    /// `OrderFulfilmentSaga`.
    @StoredAs(name = "coupon.CouponUseReturned", revision = 1)
    record CouponUseReturned(
            CouponId couponId, CouponCode code, OrderId orderId, CustomerId customerId, int uses)
            implements CouponEvent {}
}

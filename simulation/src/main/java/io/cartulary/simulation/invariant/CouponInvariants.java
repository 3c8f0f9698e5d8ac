package io.cartulary.simulation.invariant;

import static io.cartulary.simulation.world.Violation.unless;

import io.cartulary.events.coupon.CouponEvent.*;
import io.cartulary.events.order.OrderId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A coupon is used as often as it says, by the orders that got it.
final class CouponInvariants {

    private final CheckedLife life;
    private final Map<String, Coupon> coupons = new LinkedHashMap<>();

    CouponInvariants(CheckedLife life) {
        this.life = life;
    }

    private static final class Coupon {
        private final @Nullable Integer limit;
        private final @Nullable Integer limitOfCustomer;
        private final Map<OrderId, Object> uses = new LinkedHashMap<>();

        Coupon(@Nullable Integer limit, @Nullable Integer limitOfCustomer) {
            this.limit = limit;
            this.limitOfCustomer = limitOfCustomer;
        }
    }

    void clear() {
        coupons.clear();
    }

    void on(Object event) {
        switch (event) {
            case CouponCreated coupon ->
                    coupons.put(
                            coupon.code().value(),
                            new Coupon(
                                    coupon.terms().usageLimit(),
                                    coupon.terms().perCustomerLimit()));
            case CouponRedeemed use -> onUse(use);
            case CouponUseReturned use ->
                    unless(
                            coupons.get(use.code().value()).uses.remove(use.orderId()) != null,
                            "a coupon's use goes back once",
                            use);
            default -> {
                /* of another family */
            }
        }
    }

    private void onUse(CouponRedeemed use) {
        var coupon = coupons.get(use.code().value());
        unless(
                coupon.uses.put(use.orderId(), use.customerId()) == null,
                "an order uses a coupon once",
                use);
        unless(
                coupon.limit == null || coupon.uses.size() <= coupon.limit,
                "a coupon is used as often as it says",
                use,
                " of ",
                coupon.limit);
        unless(
                coupon.limitOfCustomer == null
                        || coupon.uses.values().stream().filter(use.customerId()::equals).count()
                                <= coupon.limitOfCustomer,
                "a customer uses a coupon as often as it says",
                use);
        unless(
                use.uses() == coupon.uses.size(),
                "a coupon's uses are what its events add up to",
                use);
    }

    void close() {
        coupons.forEach((code, coupon) -> {
            var holders = new ArrayList<OrderId>();
            for (var order : life.orders.values()) {
                if (order.cancelled == null
                        && order.placed.discounts().stream()
                                .anyMatch(discount -> discount.code().value().equals(code))) {
                    holders.add(order.placed.orderId());
                }
            }
            unless(
                    coupon.uses.keySet().equals(new HashSet<>(holders)),
                    "a coupon's uses are those of orders that got it",
                    code,
                    ": ",
                    coupon.uses.keySet(),
                    " but ",
                    holders);
        });
    }
}

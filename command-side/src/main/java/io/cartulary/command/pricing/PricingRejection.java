package io.cartulary.command.pricing;

import io.cartulary.command.refusal.Rejection;

/// Why something cannot be priced. What a coupon itself may object to is in
/// [io.cartulary.command.coupon.CouponRejection].
public enum PricingRejection implements Rejection {
    NOT_FOR_SALE(Kind.INVALID, "One of the SKUs is not for sale; take it out of the cart."),
    NOT_PRICED_IN_CURRENCY(Kind.INVALID, "One of the SKUs has no price in that currency."),
    CURRENCY_MIXED(Kind.INVALID, "All lines of an order must be priced in one currency."),
    UNKNOWN_SHIPPING_METHOD(Kind.INVALID, "There is no such shipping method."),
    NO_SHIPPING_THERE(
            Kind.INVALID, "This shipping method does not go to that country in this currency."),
    UNKNOWN_REGION(
            Kind.INVALID,
            "Prices in that country depend on the region; give its code or its English name."),
    COUPON_UNKNOWN(Kind.INVALID, "There is no coupon with this code."),
    COUPON_NOT_APPLICABLE(Kind.INVALID, "The coupon applies to nothing in this order."),
    MINIMUM_NOT_REACHED(Kind.INVALID, "The order does not reach the coupon's minimum."),
    FIRST_ORDER_ONLY(Kind.INVALID, "The coupon is for a customer's first order only.");

    private final Kind kind;
    private final String sentence;

    PricingRejection(Kind kind, String sentence) {
        this.kind = kind;
        this.sentence = sentence;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}

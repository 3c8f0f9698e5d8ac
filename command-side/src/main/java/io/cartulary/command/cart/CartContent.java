package io.cartulary.command.cart;

import io.cartulary.command.pricing.Basket;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What is in a cart.
///
/// @param currency to pay in, where the shopper chose one
/// @param quotedPrices what a piece cost when it was put in, where the shopper saw it
public record CartContent(
        CustomerId customerId,
        List<SkuQuantity> lines,
        List<CouponCode> coupons,
        @Nullable CurrencyUnit currency,
        Map<Sku, Money> quotedPrices) {

    /// Whether an order of the one is an order of the other; what was quoted for a piece is no part
    /// of it.
    boolean isOrderedLike(CartContent other) {
        return basket().equals(other.basket());
    }

    /// As pricing reads it.
    public Basket basket() {
        return new Basket(customerId, lines, coupons, currency);
    }
}

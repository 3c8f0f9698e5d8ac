package io.cartulary.command.pricing;

import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.SkuQuantity;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/// What someone wants to buy.
///
/// @param customer who orders; without one it counts as a first order
/// @param lines at least one, at most one a SKU
/// @param coupons whose codes were given
/// @param currency to pay in; without one the catalogue's own prices hold
public record Basket(
        @Nullable CustomerId customer,
        List<SkuQuantity> lines,
        List<CouponCode> coupons,
        @Nullable CurrencyUnit currency) {

    public static final int MOST_LINES = 1_000;
    public static final int MOST_PIECES_OF_A_LINE = 999;

    /// The same, ordered by a customer of whom more is known than the cart knows.
    public Basket orderedBy(CustomerId buyer) {
        return new Basket(buyer, lines, coupons, currency);
    }
}

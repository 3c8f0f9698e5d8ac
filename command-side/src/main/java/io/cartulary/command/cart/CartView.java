package io.cartulary.command.cart;

import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.order.OrderTotals;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// A cart as its shopper sees it, with the prices of this moment.
///
/// @param subtotal of the lines that are for sale; absent when there is none or currencies are
///   mixed
/// @param changes what became of lines since they were put in
/// @param discounts those of the cart's coupons and those that apply by themselves: the ones that
///   apply in their order, then the others
/// @param totals what an order would cost now; absent when no country was given or `refusal` tells
///   why it cannot be placed like this
record CartView(
        List<Line> lines,
        @Nullable Money subtotal,
        List<CartChange> changes,
        List<Discount> discounts,
        @Nullable OrderTotals totals,
        @Nullable Refusal refusal) {

    /// @param amount unit price × quantity; absent, like the others, for what is no longer known
    record Line(
            Sku sku,
            @Nullable String name,
            int quantity,
            @Nullable Money unitPrice,
            @Nullable Money amount,
            boolean forSale) {}

    /// @param automatic whether it applies by itself, without its code
    /// @param amount what it takes off the lines, when it applies
    /// @param refusal why it does not apply
    record Discount(
            CouponCode code,
            boolean automatic,
            boolean applies,
            @Nullable Money amount,
            boolean freeShipping,
            @Nullable Refusal refusal) {}

    /// @param code for programs
    /// @param detail for people
    record Refusal(String code, String detail) {}
}

package io.cartulary.command.cart;

import io.cartulary.command.pricing.DiscountView;
import io.cartulary.command.pricing.DiscountView.Refusal;
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
/// @param totals what an order would cost now; absent when no country was given or `refusal` says
///   why it cannot be placed like this
record CartView(
        List<Line> lines,
        @Nullable Money subtotal,
        List<CartChange> changes,
        List<DiscountView> discounts,
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
}

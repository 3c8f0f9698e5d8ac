package io.cartulary.command.pricing;

import io.cartulary.events.order.AppliedDiscount;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import java.util.List;

/// An order's lines and what they cost together with shipping and tax.
///
/// @param discounts every discount that was considered
public record PricedOrder(
        List<OrderLine> lines, OrderTotals totals, List<DiscountVerdict> discounts) {

    /// The discounts that apply, in the order in which they were taken.
    public List<AppliedDiscount> applied() {
        return discounts.stream()
                .filter(DiscountVerdict::applies)
                .map(discount ->
                        new AppliedDiscount(
                                discount.code(), discount.amount(), discount.freeShipping()))
                .toList();
    }
}

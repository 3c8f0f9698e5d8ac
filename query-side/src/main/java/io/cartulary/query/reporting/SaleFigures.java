package io.cartulary.query.reporting;

import io.cartulary.events.order.OrderTotals;

/// What one order adds to the sums, in minor units.
///
/// @param subtotal of all lines that it ever had, before discounts
/// @param taxInPrices the part of `tax` that prices and shipping contain
/// @param gross what its payments were asked for
record SaleFigures(
        long pieces,
        long subtotal,
        long discount,
        long shipping,
        long tax,
        long taxInPrices,
        long gross) {

    static SaleFigures of(OrderTotals totals, long gross, long pieces) {
        var tax = totals.tax().getAmountMinorLong();
        return new SaleFigures(
                pieces,
                totals.subtotal().getAmountMinorLong(),
                totals.discount().getAmountMinorLong(),
                totals.shipping().getAmountMinorLong(),
                tax,
                totals.taxIncluded() ? tax : 0,
                gross);
    }
}

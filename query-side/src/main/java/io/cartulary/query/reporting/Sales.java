package io.cartulary.query.reporting;

import org.joda.money.Money;

/// What was sold in one period and one currency, where `gross = subtotal - discounts + shipping +
/// tax - taxInPrices - exchanged`. All but `refunds` is of the orders that were placed in it.
///
/// @param period its first day, or the hour with its offset from UTC
/// @param orders placed in it and not cancelled later
/// @param pieces in those orders
/// @param subtotal of all lines that those orders ever had, before discounts
/// @param taxInPrices the part of `tax` that prices and shipping contain
/// @param exchanged what was added to those orders in place of other pieces, and so was not charged
/// @param gross what those orders were charged, with what changes cost more
/// @param refunds given in it, for orders of any day
/// @param net `gross - refunds`
public record Sales(
        String period,
        long orders,
        long pieces,
        Money subtotal,
        Money discounts,
        Money shipping,
        Money tax,
        Money taxInPrices,
        Money exchanged,
        Money gross,
        Money refunds,
        Money net) {

    static Sales of(
            String period,
            long orders,
            long pieces,
            Money subtotal,
            Money discounts,
            Money shipping,
            Money tax,
            Money taxInPrices,
            Money gross,
            Money refunds) {
        var priced = subtotal.minus(discounts).plus(shipping).plus(tax).minus(taxInPrices);
        return new Sales(
                period,
                orders,
                pieces,
                subtotal,
                discounts,
                shipping,
                tax,
                taxInPrices,
                priced.minus(gross),
                gross,
                refunds,
                gross.minus(refunds));
    }

    /// The sums of both.
    Sales plus(Sales other) {
        return of(
                period,
                orders + other.orders,
                pieces + other.pieces,
                subtotal.plus(other.subtotal),
                discounts.plus(other.discounts),
                shipping.plus(other.shipping),
                tax.plus(other.tax),
                taxInPrices.plus(other.taxInPrices),
                gross.plus(other.gross),
                refunds.plus(other.refunds));
    }

    /// The same as a part of another period.
    Sales in(String otherPeriod) {
        return of(
                otherPeriod,
                orders,
                pieces,
                subtotal,
                discounts,
                shipping,
                tax,
                taxInPrices,
                gross,
                refunds);
    }
}

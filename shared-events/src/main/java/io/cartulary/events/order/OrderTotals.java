package io.cartulary.events.order;

import io.cartulary.events.InvalidValue;
import org.joda.money.Money;

/// What an order costs, all in one currency: `total = subtotal - discount + shipping + tax`, or
/// without `+ tax` where prices contain it.
///
/// @param subtotal the lines before discount
/// @param discount taken off the lines
/// @param shipping after a discount that frees it
/// @param tax on lines and shipping
/// @param taxIncluded whether prices and shipping contain the tax
public record OrderTotals(
        Money subtotal,
        Money discount,
        Money shipping,
        Money tax,
        Money total,
        boolean taxIncluded) {

    public OrderTotals {
        var net = subtotal.minus(discount).plus(shipping);
        if (!total.equals(taxIncluded ? net : net.plus(tax))) {
            throw new InvalidValue(
                    "total must be subtotal - discount + shipping, and + tax unless included");
        }
    }

    /// Of an order whose prices do not contain the tax.
    public OrderTotals(Money subtotal, Money discount, Money shipping, Money tax, Money total) {
        this(subtotal, discount, shipping, tax, total, false);
    }
}

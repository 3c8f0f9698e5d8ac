package io.cartulary.events.order;

import org.joda.money.Money;

/// What an order costs: `total = subtotal - discount + shipping + tax`, all in one currency.
///
/// @param subtotal the lines before discount and tax
/// @param discount taken off the lines
/// @param shipping after a free-shipping coupon, before tax
/// @param tax on lines and shipping
public record OrderTotals(Money subtotal, Money discount, Money shipping, Money tax, Money total) {

    public OrderTotals {
        if (!total.equals(subtotal.minus(discount).plus(shipping).plus(tax))) {
            throw new IllegalArgumentException(
                    "total must be subtotal - discount + shipping + tax");
        }
    }
}

package io.cartulary.events.order;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import org.joda.money.Money;

/// One SKU in an order, as agreed at placement.
///
/// @param line 1 for the first line of the order
/// @param name what the shopper saw, variant included
/// @param quantity in pieces, at least 1
/// @param unitPrice price of a piece before discount
/// @param discount this line's share of the order's discount
/// @param tax on `unitPrice × quantity - discount`, or contained in it where prices contain tax
/// @param total `unitPrice × quantity - discount`, and `+ tax` unless prices contain it
/// @param priceVersion which version of the price list `unitPrice` was read from; 0 for a
///   historical price
public record OrderLine(
        int line,
        Sku sku,
        ProductId productId,
        String name,
        int quantity,
        Money unitPrice,
        Money discount,
        Money tax,
        Money total,
        long priceVersion) {

    public OrderLine {
        if (quantity < 1) {
            throw new InvalidValue("quantity", "must be at least 1, was " + quantity);
        }
    }

    /// The same, under another number.
    public OrderLine numbered(int number) {
        return new OrderLine(
                number,
                sku,
                productId,
                name,
                quantity,
                unitPrice,
                discount,
                tax,
                total,
                priceVersion);
    }
}

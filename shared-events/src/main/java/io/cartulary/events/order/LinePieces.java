package io.cartulary.events.order;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.inventory.Sku;

/// Some pieces of one line of an order.
///
/// @param line the order line's number
public record LinePieces(int line, Sku sku, int quantity) {

    public LinePieces {
        if (quantity < 1) {
            throw new InvalidValue("quantity", "must be at least 1, was " + quantity);
        }
    }
}

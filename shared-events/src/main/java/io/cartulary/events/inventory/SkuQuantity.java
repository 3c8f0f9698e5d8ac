package io.cartulary.events.inventory;

import io.cartulary.events.InvalidValue;

/// So many pieces of one SKU. `quantity` is at least 1.
public record SkuQuantity(Sku sku, int quantity) {

    public SkuQuantity {
        if (sku == null) {
            throw new InvalidValue("sku", "is required");
        }
        if (quantity < 1) {
            throw new InvalidValue("quantity", "must be at least 1, was " + quantity);
        }
    }
}

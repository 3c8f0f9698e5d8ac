package io.cartulary.events.inventory;

/// So many pieces of one SKU. `quantity` is at least 1.
public record SkuQuantity(Sku sku, int quantity) {

    public SkuQuantity {
        if (quantity < 1) {
            throw new IllegalArgumentException("quantity must be at least 1, was " + quantity);
        }
    }
}

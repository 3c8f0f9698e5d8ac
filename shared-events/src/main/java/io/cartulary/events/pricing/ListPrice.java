package io.cartulary.events.pricing;

import io.cartulary.events.inventory.Sku;
import org.joda.money.Money;

/// What a piece of one SKU costs by a price list.
public record ListPrice(Sku sku, Money price) {

    public ListPrice {
        if (sku == null || price == null) {
            throw new IllegalArgumentException("a list price has a sku and a price");
        }
        if (price.isNegative()) {
            throw new IllegalArgumentException("price must not be negative, was " + price);
        }
    }
}

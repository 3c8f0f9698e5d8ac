package io.cartulary.events.pricing;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.inventory.Sku;
import org.joda.money.Money;

/// What a piece of one SKU costs by a price list.
public record ListPrice(Sku sku, Money price) {

    public ListPrice {
        if (sku == null) {
            throw new InvalidValue("sku", "is required");
        }
        if (price == null) {
            throw new InvalidValue("price", "is required");
        }
        if (price.isNegative()) {
            throw new InvalidValue("price", "must not be negative, was " + price);
        }
    }
}

package io.cartulary.events.catalog;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.inventory.Sku;
import java.time.Instant;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// A price that takes the place of a variant's own for a time.
///
/// @param from the first moment at which it holds
/// @param until the first moment at which it does not hold any more; absent while that is open
public record Sale(SaleId saleId, Sku sku, Money price, Instant from, @Nullable Instant until) {

    public Sale {
        if (until != null && !until.isAfter(from)) {
            throw new InvalidValue("until", "must be after from");
        }
    }

    public boolean overlaps(Sale other) {
        return sku.equals(other.sku)
                && (until == null || other.from.isBefore(until))
                && (other.until == null || from.isBefore(other.until));
    }

    /// Whether it is over at this moment.
    public boolean isOver(Instant at) {
        return until != null && !until.isAfter(at);
    }
}

package io.cartulary.events.inventory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies the stock of one SKU, for example `sku-85123A`: the SKU itself, so that a SKU can
/// exist only once.
public record StockItemId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "sku-";

    @JsonCreator
    public StockItemId {
        Ids.check(PREFIX, value);
    }

    public static StockItemId of(Sku sku) {
        return new StockItemId(PREFIX + sku);
    }

    @Override
    public String toString() {
        return value;
    }
}

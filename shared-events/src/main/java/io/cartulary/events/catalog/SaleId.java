package io.cartulary.events.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies the sale of one variant, for example `sale-0197…`.
public record SaleId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "sale-";

    @JsonCreator
    public SaleId {
        Ids.check(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}

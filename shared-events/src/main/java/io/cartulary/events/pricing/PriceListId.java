package io.cartulary.events.pricing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies a price list by its code, for example `pricelist-japan`.
public record PriceListId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "pricelist-";

    @JsonCreator
    public PriceListId {
        Ids.check(PREFIX, value);
    }

    public static PriceListId of(String code) {
        return new PriceListId(PREFIX + code);
    }

    public String code() {
        return value.substring(PREFIX.length());
    }

    @Override
    public String toString() {
        return value;
    }
}

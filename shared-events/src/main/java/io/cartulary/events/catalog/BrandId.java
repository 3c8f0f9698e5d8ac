package io.cartulary.events.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies one brand, for example `brand-0197…`; it stays when the brand is renamed.
public record BrandId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "brand-";

    @JsonCreator
    public BrandId {
        Ids.check(PREFIX, value);
    }

    public static BrandId named(String name) {
        return new BrandId(Ids.named(PREFIX, name));
    }

    @Override
    public String toString() {
        return value;
    }
}

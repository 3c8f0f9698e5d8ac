package io.cartulary.events.pricing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies a shipping method by its code, for example `shipping-express`.
public record ShippingMethodId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "shipping-";

    @JsonCreator
    public ShippingMethodId {
        Ids.check(PREFIX, value);
    }

    public static ShippingMethodId of(String code) {
        return new ShippingMethodId(PREFIX + code);
    }

    public String code() {
        return value.substring(PREFIX.length());
    }

    @Override
    public String toString() {
        return value;
    }
}

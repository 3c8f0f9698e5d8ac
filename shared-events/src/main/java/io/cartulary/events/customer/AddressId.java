package io.cartulary.events.customer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies one address that a customer keeps, for example `address-0197…`.
public record AddressId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "address-";

    @JsonCreator
    public AddressId {
        Ids.check(PREFIX, value);
    }

    public static AddressId named(String name) {
        return new AddressId(Ids.named(PREFIX, name));
    }

    @Override
    public String toString() {
        return value;
    }
}

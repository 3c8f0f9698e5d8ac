package io.cartulary.events.customer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies one customer, signed-in or guest, for example `customer-0197…`.
public record CustomerId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "customer-";

    @JsonCreator
    public CustomerId {
        Ids.check(PREFIX, value);
    }

    public static CustomerId next() {
        return new CustomerId(Ids.next(PREFIX));
    }

    public static CustomerId named(String name) {
        return new CustomerId(Ids.named(PREFIX, name));
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.cartulary.events.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies one order, for example `order-0197…`.
public record OrderId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "order-";

    @JsonCreator
    public OrderId {
        Ids.check(PREFIX, value);
    }

    public static OrderId next() {
        return new OrderId(Ids.next(PREFIX));
    }

    public static OrderId named(String name) {
        return new OrderId(Ids.named(PREFIX, name));
    }

    @Override
    public String toString() {
        return value;
    }
}

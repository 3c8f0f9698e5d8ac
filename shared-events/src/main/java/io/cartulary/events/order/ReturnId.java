package io.cartulary.events.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies one return of goods to the shop.
public record ReturnId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "return-";

    @JsonCreator
    public ReturnId {
        Ids.check(PREFIX, value);
    }

    public static ReturnId next() {
        return new ReturnId(Ids.next(PREFIX));
    }

    public static ReturnId named(String name) {
        return new ReturnId(Ids.named(PREFIX, name));
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.cartulary.events.cart;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies one shopper's cart, for example `cart-0197…`.
public record CartId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "cart-";

    @JsonCreator
    public CartId {
        Ids.check(PREFIX, value);
    }

    public static CartId next() {
        return new CartId(Ids.next(PREFIX));
    }

    public static CartId named(String name) {
        return new CartId(Ids.named(PREFIX, name));
    }

    @Override
    public String toString() {
        return value;
    }
}

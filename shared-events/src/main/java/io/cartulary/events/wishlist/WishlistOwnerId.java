package io.cartulary.events.wishlist;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;
import io.cartulary.events.customer.CustomerId;

/// Identifies all wishlists of one customer together, for example `wishlists-0197…`.
public record WishlistOwnerId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "wishlists-";

    @JsonCreator
    public WishlistOwnerId {
        Ids.check(PREFIX, value);
    }

    public static WishlistOwnerId of(CustomerId customer) {
        return new WishlistOwnerId(customer.value().replaceFirst("^customer-", PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}

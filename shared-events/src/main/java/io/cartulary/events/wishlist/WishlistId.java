package io.cartulary.events.wishlist;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;
import io.cartulary.events.customer.CustomerId;

/// Identifies one list of a customer's, for example `wishlist-0197…`.
public record WishlistId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "wishlist-";

    @JsonCreator
    public WishlistId {
        Ids.check(PREFIX, value);
    }

    /// The list that a customer has without making one.
    public static WishlistId firstOf(CustomerId customer) {
        return new WishlistId(customer.value().replaceFirst("^customer-", PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}

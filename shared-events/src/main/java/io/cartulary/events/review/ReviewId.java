package io.cartulary.events.review;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import org.jspecify.annotations.Nullable;

/// Identifies one review. It is made of the customer, the product and the order, so that there can
/// be only one of the three.
public record ReviewId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "review-";

    @JsonCreator
    public ReviewId {
        Ids.check(PREFIX, value);
    }

    /// @param order with which the customer bought the product; absent when they name none
    public static ReviewId of(CustomerId customer, ProductId product, @Nullable OrderId order) {
        var purchase = order == null ? "none" : order.value();
        return new ReviewId(Ids.named(PREFIX, "%s/%s/%s".formatted(customer, product, purchase)));
    }

    @Override
    public String toString() {
        return value;
    }
}

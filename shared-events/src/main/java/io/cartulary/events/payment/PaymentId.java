package io.cartulary.events.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;

/// Identifies one attempt to pay an order; it is also the idempotency key at the payment provider.
public record PaymentId(@JsonValue String value) {

    private static final String PREFIX = "payment-";

    @JsonCreator
    public PaymentId {
        Ids.check(PREFIX, value);
    }

    public static PaymentId next() {
        return new PaymentId(Ids.next(PREFIX));
    }

    public static PaymentId named(String name) {
        return new PaymentId(Ids.named(PREFIX, name));
    }

    @Override
    public String toString() {
        return value;
    }
}

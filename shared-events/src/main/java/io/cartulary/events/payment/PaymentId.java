package io.cartulary.events.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;
import io.cartulary.events.order.EditId;

/// Identifies one attempt to pay an order; it is also the idempotency key at the payment provider.
public record PaymentId(@JsonValue @Text(max = Ids.LONGEST) String value) {

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

    /// The first attempt to pay what an order costs more after a change.
    public static PaymentId of(EditId editId) {
        return new PaymentId(PREFIX + editId);
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.cartulary.events.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies one refund of a payment; it is also the idempotency key at the payment provider.
public record RefundId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "refund-";

    @JsonCreator
    public RefundId {
        Ids.check(PREFIX, value);
    }

    public static RefundId next() {
        return new RefundId(Ids.next(PREFIX));
    }

    public static RefundId named(String name) {
        return new RefundId(Ids.named(PREFIX, name));
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.cartulary.events.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies one capture of an authorised payment; it is also the idempotency key at the payment
/// provider.
public record CaptureId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "capture-";

    @JsonCreator
    public CaptureId {
        Ids.check(PREFIX, value);
    }

    public static CaptureId next() {
        return new CaptureId(Ids.next(PREFIX));
    }

    public static CaptureId named(String name) {
        return new CaptureId(Ids.named(PREFIX, name));
    }

    /// Of all that a payment is for, where that is taken at once.
    public static CaptureId ofWhole(PaymentId paymentId) {
        return named(paymentId + "/whole");
    }

    @Override
    public String toString() {
        return value;
    }
}

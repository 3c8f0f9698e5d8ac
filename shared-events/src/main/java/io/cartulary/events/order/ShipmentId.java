package io.cartulary.events.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies one parcel of an order.
public record ShipmentId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "shipment-";

    @JsonCreator
    public ShipmentId {
        Ids.check(PREFIX, value);
    }

    public static ShipmentId next() {
        return new ShipmentId(Ids.next(PREFIX));
    }

    public static ShipmentId named(String name) {
        return new ShipmentId(Ids.named(PREFIX, name));
    }

    @Override
    public String toString() {
        return value;
    }
}

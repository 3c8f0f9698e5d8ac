package io.cartulary.eventstore.parking;

import io.cartulary.events.inventory.StockEvent.ReservationExpired;
import io.cartulary.events.payment.PaymentEvent;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;

/// Which events must be handled in their order.
public final class Sequences {

    private static final int LONGEST = 255;

    private Sequences() {}

    /// Those of one aggregate.
    public static String perAggregate(EventMessage<?> message) {
        return message instanceof DomainEventMessage<?> event
                ? event.getAggregateIdentifier()
                : message.getIdentifier();
    }

    /// Those of one order, of its payments and of what was reserved for it; else of one aggregate.
    public static String perOrder(EventMessage<?> message) {
        if (PaymentEvent.class.isAssignableFrom(message.getPayloadType())) {
            return ((PaymentEvent) message.getPayload()).orderId().value();
        }
        if (ReservationExpired.class.equals(message.getPayloadType())) {
            return ((ReservationExpired) message.getPayload()).orderId().value();
        }
        return perAggregate(message);
    }

    /// As its column can hold it.
    static String fitting(String sequence) {
        return sequence.length() <= LONGEST
                ? sequence
                : UUID.nameUUIDFromBytes(sequence.getBytes(StandardCharsets.UTF_8)).toString();
    }
}

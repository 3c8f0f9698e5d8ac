package io.cartulary.query.projection;

import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.payment.PaymentEvent;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;

/// Which events must be handled in their order.
public final class Sequences {

    private Sequences() {}

    /// Those of one aggregate.
    public static String perAggregate(EventMessage<?> message) {
        return message instanceof DomainEventMessage<?> event
                ? event.getAggregateIdentifier()
                : message.getIdentifier();
    }

    /// Those of one order and of its payments.
    public static String perOrder(EventMessage<?> message) {
        if (PaymentEvent.class.isAssignableFrom(message.getPayloadType())) {
            return ((PaymentEvent) message.getPayload()).orderId().value();
        }
        if (OrderEvent.class.isAssignableFrom(message.getPayloadType())) {
            return perAggregate(message);
        }
        throw new IllegalArgumentException("not an event of an order: " + message.getPayloadType());
    }
}

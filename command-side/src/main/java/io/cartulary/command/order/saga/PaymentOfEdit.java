package io.cartulary.command.order.saga;

import io.cartulary.events.payment.PaymentEvent;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.modelling.saga.AssociationResolver;
import org.jspecify.annotations.Nullable;

/// Associates a payment's event with the change that it pays for. Others find no association, and
/// cost no look into the table of sagas: almost all payments are of no change.
public final class PaymentOfEdit implements AssociationResolver {

    @Override
    public <T> void validate(String property, MessageHandlingMember<T> handler) {
        /* fits every event of a payment */
    }

    @Override
    public <T> @Nullable Object resolve(
            String property, EventMessage<?> message, MessageHandlingMember<T> handler) {
        return message.getPayload() instanceof PaymentEvent event && event.paymentId().isOfEdit()
                ? event.paymentId()
                : null;
    }
}

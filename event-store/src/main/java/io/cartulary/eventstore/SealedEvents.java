package io.cartulary.eventstore;

import io.cartulary.events.DomainEvent;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Serializer;

/// Reads events as they are stored, each personal value as [io.cartulary.events.Personal.Sealed]. A
/// read model is filled this way: it copies ciphertext, touches no key and does not care who was
/// erased.
public final class SealedEvents {

    private final Serializer stored;
    private final Serializer sealed;

    SealedEvents(Serializer stored, Serializer sealed) {
        this.stored = stored;
        this.sealed = sealed;
    }

    public DomainEvent read(EventMessage<?> message) {
        return sealed.deserialize(message.serializePayload(stored, byte[].class));
    }
}

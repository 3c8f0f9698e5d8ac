package io.cartulary.eventstore.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.Personal;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Serializer;

/// Reads events as they are stored, each personal value as [Personal.Sealed]. A read model is
/// filled this way: it copies ciphertext, touches no key and does not care who was erased.
public final class SealedEvents {

    /// Personal values stand in the event's own fields only.
    private static final ClassValue<Boolean> PERSONAL =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    return type.isRecord()
                            && Stream.of(type.getRecordComponents())
                                    .map(RecordComponent::getType)
                                    .anyMatch(Personal.class::equals);
                }
            };

    private final Serializer stored;
    private final Serializer sealed;

    /// By the message itself, which all readers of a node share, and gone with it. What adds one
    /// clears away: to wake another thread for it costs more.
    private final Cache<EventMessage<?>, DomainEvent> read =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    public SealedEvents(Serializer stored, Serializer sealed) {
        this.stored = stored;
        this.sealed = sealed;
    }

    /// An event is decoded once for all who read the same message.
    public DomainEvent read(EventMessage<?> message) {
        return PERSONAL.get(message.getPayloadType())
                ? read.get(message, this::decode)
                : (DomainEvent) message.getPayload();
    }

    private DomainEvent decode(EventMessage<?> message) {
        return sealed.deserialize(message.serializePayload(stored, byte[].class));
    }
}

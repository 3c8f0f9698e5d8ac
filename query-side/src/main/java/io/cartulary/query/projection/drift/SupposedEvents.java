package io.cartulary.query.projection.drift;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.family.EventFamilies;
import io.cartulary.eventstore.EventStoreHead;
import io.cartulary.eventstore.ObjectEvents;
import io.cartulary.web.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.LazyDeserializingObject;
import org.axonframework.serialization.SerializedMessage;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Events that did not happen, as they would stand at the end of the store.
@Component
class SupposedEvents {

    private static final Map<String, Class<?>> TYPES =
            EventFamilies.events()
                    .collect(toUnmodifiableMap(EventFamilies::storedName, identity()));

    private final ObjectEvents objects;
    private final EventStoreHead head;
    private final Serializer serializer;
    private final InstantSource clock;

    SupposedEvents(
            ObjectEvents objects, EventStoreHead head, Serializer serializer, InstantSource clock) {
        this.objects = objects;
        this.head = head;
        this.serializer = serializer;
        this.clock = clock;
    }

    /// @param type as it is stored, for example `coupon.CouponUseReturned`
    /// @param payload as it would be stored
    record Supposed(String type, JsonNode payload) {}

    /// In their order, after all that happened.
    List<TrackedEventMessage<?>> messages(List<Supposed> supposed) {
        var position = head.index();
        var numbers = new HashMap<String, Long>();
        var messages = new ArrayList<TrackedEventMessage<?>>();
        for (var event : supposed) {
            var field = "events[%d]".formatted(messages.size());
            var type = TYPES.get(event.type());
            if (type == null) {
                throw invalid(
                        field + ".type",
                        "%s must be the name of a stored event, such as coupon.CouponUseReturned");
            }
            position++;
            messages.add(message(event, type, position, numbers, field));
        }
        return messages;
    }

    private TrackedEventMessage<?> message(
            Supposed event, Class<?> type, long position, Map<String, Long> numbers, String field) {
        var stored =
                new SimpleSerializedObject<>(
                        event.payload().toString().getBytes(StandardCharsets.UTF_8),
                        byte[].class,
                        serializer.typeForClass(type));
        var object = objectOf(stored, field, event.type());
        var number = numbers.merge(object, objects.nextNumber(object), (last, _) -> last + 1);
        return new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(position),
                EventFamilies.contextOf(type),
                object,
                number,
                new SerializedMessage<>(
                        UUID.randomUUID().toString(),
                        new LazyDeserializingObject<>(stored, serializer),
                        new LazyDeserializingObject<>(MetaData.emptyInstance())),
                clock::instant);
    }

    private String objectOf(SimpleSerializedObject<byte[]> stored, String field, String type) {
        try {
            DomainEvent read = serializer.deserialize(stored);
            return read.aggregateId();
        } catch (RuntimeException _) {
            throw invalid(field + ".payload", "%s must be the payload of a " + type);
        }
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(
                HttpStatus.BAD_REQUEST, "INVALID_VALUE", detail.formatted(field), field);
    }
}

package io.cartulary.eventstore.format;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.cartulary.events.family.EventFamilies;
import java.util.Map;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/// A Jackson serializer that stores events under names of ours, `order.OrderPlaced`, and never
/// under those of Java classes: a class may be renamed or moved without an upcaster, and other
/// languages can read the store.
final class StoredTypeNames extends Jackson3Serializer {

    private static final Map<String, Class<?>> EVENT_BY_NAME =
            EventFamilies.events()
                    .collect(toUnmodifiableMap(EventFamilies::storedName, identity()));
    private static final Map<Class<?>, SerializedType> TYPE_BY_EVENT =
            EventFamilies.events()
                    .collect(
                            toUnmodifiableMap(
                                    identity(),
                                    event ->
                                            new SimpleSerializedType(
                                                    EventFamilies.storedName(event),
                                                    String.valueOf(
                                                            EventFamilies.storedRevision(event)))));

    StoredTypeNames(Builder builder) {
        super(builder);
    }

    @Override
    public SerializedType typeForClass(@SuppressWarnings("rawtypes") Class type) {
        var stored = type == null ? null : TYPE_BY_EVENT.get(type);
        return stored == null ? super.typeForClass(type) : stored;
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        var event = EVENT_BY_NAME.get(type.getName());
        return event == null ? super.classForType(type) : event;
    }
}

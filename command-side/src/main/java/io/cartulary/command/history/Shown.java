package io.cartulary.command.history;

import io.cartulary.command.Bookkeeping;
import io.cartulary.eventstore.format.EventSerialization;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/// What people are shown of an aggregate and of an event: personal data in clear, as far as they
/// were not erased, and neither [Bookkeeping] nor what a payment provider took instead of a card.
final class Shown {

    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};
    private static final Set<String> TOKENS = Set.of("token", "paymentToken");

    private static final JsonMapper JSON =
            EventSerialization.inClear().annotationIntrospector(new Hiding()).build();

    private Shown() {}

    private static final class Hiding extends JacksonAnnotationIntrospector {

        @Override
        public boolean hasIgnoreMarker(MapperConfig<?> config, AnnotatedMember member) {
            return super.hasIgnoreMarker(config, member)
                    || member.hasAnnotation(Bookkeeping.class)
                    || TOKENS.contains(member.getName());
        }
    }

    static JsonNode of(Object aggregateOrEvent) {
        return JSON.valueToTree(aggregateOrEvent);
    }

    static Map<String, Object> members(@Nullable JsonNode object) {
        return object == null ? new LinkedHashMap<>() : JSON.convertValue(object, MEMBERS);
    }

    static @Nullable Object value(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : JSON.treeToValue(value, Object.class);
    }

    /// @param json what was sealed
    static Object read(String json) {
        return JSON.readValue(json, Object.class);
    }
}

package io.cartulary.query.behaviour;

import jakarta.validation.Validator;
import java.time.InstantSource;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads behaviour events, strictly: a field nobody knows is refused, so that no personal data
/// slips in beside the known ones.
@Component
class BehaviourReader {

    private final JsonMapper json =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
    private final Validator validator;
    private final InstantSource clock;
    private final BehaviourProperties properties;

    BehaviourReader(Validator validator, InstantSource clock, BehaviourProperties properties) {
        this.validator = validator;
        this.clock = clock;
        this.properties = properties;
    }

    BehaviourEvent read(byte[] message) {
        BehaviourEvent event;
        try {
            event = json.readValue(message, BehaviourEvent.class);
        } catch (JacksonException e) {
            throw new InvalidBehaviour(fieldAt(e), e.getOriginalMessage());
        }
        if (event == null) {
            throw new InvalidBehaviour(null, "the message is empty");
        }
        validator.validate(event).stream()
                .min(Comparator.comparing(violation -> violation.getPropertyPath().toString()))
                .ifPresent(violation -> {
                    throw new InvalidBehaviour(
                            violation.getPropertyPath().toString(), violation.getMessage());
                });
        if (event.occurredAt().isAfter(clock.instant().plus(properties.clockTolerance()))) {
            throw new InvalidBehaviour("occurredAt", "must not be in the future");
        }
        return event;
    }

    byte[] write(BehaviourEvent event) {
        return json.writeValueAsBytes(event);
    }

    String writeText(BehaviourEvent event) {
        return json.writeValueAsString(event);
    }

    private static @Nullable String fieldAt(JacksonException failure) {
        return failure.getPath().isEmpty() ? null : failure.getPath().getFirst().getPropertyName();
    }

    /// A message that is not of the documented form.
    static final class InvalidBehaviour extends RuntimeException {

        private final @Nullable String field;

        InvalidBehaviour(@Nullable String field, String reason) {
            super(field == null ? reason : field + " " + reason);
            this.field = field;
        }

        @Nullable String field() {
            return field;
        }
    }
}

package io.cartulary.query.behaviour;

import io.cartulary.web.input.StrictJson;
import io.cartulary.web.problem.RefusedJson;
import jakarta.validation.Validator;
import java.time.InstantSource;
import java.util.Comparator;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads behaviour events, strictly: a field no one knows is refused, so that no personal data
/// slips in beside the known ones.
@Component
class BehaviourReader {

    private final JsonMapper json = StrictJson.basedOn(JsonMapper.builder().build());
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
            var refused = RefusedJson.of(e);
            throw new InvalidBehaviour(refused.field(), refused.sentence());
        }
        if (event == null) {
            throw new InvalidBehaviour("", "The message is empty.");
        }
        validator.validate(event).stream()
                .min(Comparator.comparing(violation -> violation.getPropertyPath().toString()))
                .ifPresent(violation -> {
                    var field = violation.getPropertyPath().toString();
                    throw new InvalidBehaviour(field, field + " " + violation.getMessage());
                });
        if (event.occurredAt().isAfter(clock.instant().plus(properties.clockTolerance()))) {
            throw new InvalidBehaviour("occurredAt", "occurredAt must not be in the future");
        }
        return event;
    }

    byte[] write(BehaviourEvent event) {
        return json.writeValueAsBytes(event);
    }

    String writeText(BehaviourEvent event) {
        return json.writeValueAsString(event);
    }

    /// A message that is not of the documented form.
    static final class InvalidBehaviour extends RuntimeException {

        private final String field;

        /// @param field empty when the message as a whole is at fault
        InvalidBehaviour(String field, String sentence) {
            super(sentence);
            this.field = field;
        }

        String field() {
            return field;
        }
    }
}

package io.cartulary.command.effect;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies one effect. It follows from its cause, so a cause that is handled twice records it
/// once.
public record EffectId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "effect-";

    @JsonCreator
    public EffectId {
        Ids.check(PREFIX, value);
    }

    public static EffectId of(String kind, String causeEventId) {
        return new EffectId(Ids.named(PREFIX, kind + "/" + causeEventId));
    }

    @Override
    public String toString() {
        return value;
    }
}

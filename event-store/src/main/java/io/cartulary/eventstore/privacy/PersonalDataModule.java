package io.cartulary.eventstore.privacy;

import io.cartulary.events.Personal;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// Writes a [Personal] value as one sealed string and reads it back; nothing else ever sees the
/// clear text in JSON.
public final class PersonalDataModule extends SimpleModule {

    public PersonalDataModule(PersonalDataCipher cipher) {
        super("personal-data");
        var plain = JsonMapper.builder().build();
        addSerializer(Personal.class, new Sealing(cipher, plain));
        addDeserializer(Personal.class, new Opening(cipher, plain, null));
    }

    /// Reads personal values without opening them.
    public static SimpleModule leavingSealed() {
        return new SimpleModule("sealed-personal-data")
                .addDeserializer(Personal.class, new LeavingSealed());
    }

    /// Writes personal values as they are, and erased ones as `{"erased": true}`.
    public static SimpleModule inClear() {
        return new SimpleModule("personal-data-in-clear")
                .addSerializer(Personal.class, new InClear());
    }

    @SuppressWarnings("rawtypes")
    private static final class InClear extends ValueSerializer<Personal> {

        @Override
        public void serialize(Personal value, JsonGenerator json, SerializationContext context) {
            if (value instanceof Personal.Known<?>(_, var known)) {
                context.writeValue(json, known);
            } else {
                json.writeStartObject();
                json.writeBooleanProperty("erased", true);
                json.writeEndObject();
            }
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class LeavingSealed extends ValueDeserializer<Personal> {

        @Override
        public Personal deserialize(JsonParser json, DeserializationContext context) {
            var sealed = json.getString();
            return new Personal.Sealed<>(PersonalDataCipher.subjectOf(sealed), sealed);
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class Sealing extends ValueSerializer<Personal> {

        private final PersonalDataCipher cipher;
        private final JsonMapper plain;

        Sealing(PersonalDataCipher cipher, JsonMapper plain) {
            this.cipher = cipher;
            this.plain = plain;
        }

        @Override
        public void serialize(Personal value, JsonGenerator json, SerializationContext context) {
            switch (value) {
                case Personal.Known<?>(var subject, var known) ->
                        json.writeString(cipher.seal(subject, plain.writeValueAsString(known)));
                case Personal.Sealed<?>(_, var sealed) -> json.writeString(sealed);
                case Personal.Erased<?> erased ->
                        throw new IllegalStateException(
                                "an erased value of "
                                        + erased.subject()
                                        + " cannot be stored again");
            }
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class Opening extends ValueDeserializer<Personal> {

        private final PersonalDataCipher cipher;
        private final JsonMapper plain;
        private final JavaType content;

        Opening(PersonalDataCipher cipher, JsonMapper plain, JavaType content) {
            this.cipher = cipher;
            this.plain = plain;
            this.content = content;
        }

        /// The property may be a whole collection; the contextual type is what is in it.
        @Override
        public ValueDeserializer<?> createContextual(
                DeserializationContext context, BeanProperty property) {
            return new Opening(cipher, plain, context.getContextualType().containedType(0));
        }

        @Override
        public Personal deserialize(JsonParser json, DeserializationContext context) {
            var sealed = json.getString();
            var subject = PersonalDataCipher.subjectOf(sealed);
            var known = cipher.open(sealed);
            return known.isPresent()
                    ? new Personal.Known<>(subject, plain.readValue(known.get(), content))
                    : new Personal.Erased<>(subject);
        }
    }
}

package io.cartulary.query.publishing;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.Personal;
import io.cartulary.eventstore.format.EventSerialization;
import java.util.List;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;

/// Events as other systems get them: the stored form without its personal fields, for no key is
/// handed out with it.
final class PublishedJson {

    private final JsonMapper json =
            JsonMapper.builder()
                    .addModule(EventSerialization.moneyInMinorUnits())
                    .addModule(
                            new SimpleModule().setSerializerModifier(new WithoutPersonalFields()))
                    .changeDefaultPropertyInclusion(
                            inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
                    .build();

    byte[] of(DomainEvent event) {
        return json.writeValueAsBytes(event);
    }

    private static final class WithoutPersonalFields extends ValueSerializerModifier {

        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config,
                BeanDescription.Supplier bean,
                List<BeanPropertyWriter> properties) {
            return properties.stream()
                    .filter(property -> !property.getType().isTypeOrSubTypeOf(Personal.class))
                    .toList();
        }
    }
}

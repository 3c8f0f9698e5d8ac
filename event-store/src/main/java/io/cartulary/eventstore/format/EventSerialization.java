package io.cartulary.eventstore.format;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.eventstore.privacy.PersonalDataModule;
import io.cartulary.eventstore.privacy.SealedEvents;
import javax.sql.DataSource;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3SerializerCustomizer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.datatype.jodamoney.AmountRepresentation;
import tools.jackson.datatype.jodamoney.JodaMoneyModule;

/// The one JSON form of events, commands, snapshots, sagas and tokens.
@Configuration(proxyBeanMethods = false)
public class EventSerialization {

    @Bean
    PersonalDataCipher personalDataCipher(@Qualifier("personalKeys") DataSource personalKeys) {
        return new PersonalDataCipher(personalKeys);
    }

    @Bean
    @Primary
    Serializer serializer(PersonalDataCipher cipher) {
        return create(cipher);
    }

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer(Serializer serializer) {
        return serializer;
    }

    @Bean
    @Qualifier("messageSerializer")
    Serializer messageSerializer(Serializer serializer) {
        return serializer;
    }

    @Bean
    SealedEvents sealedEvents(Serializer serializer) {
        return new SealedEvents(serializer, create(PersonalDataModule.leavingSealed()));
    }

    @Bean
    HandlerName handlerName() {
        return new HandlerName();
    }

    /// Money is an integer of minor units with its currency: `{"amount": 1250, "currency": "EUR"}`.
    public static JodaMoneyModule moneyInMinorUnits() {
        return new JodaMoneyModule()
                .withAmountRepresentation(AmountRepresentation.MINOR_CURRENCY_UNIT);
    }

    static Serializer create(PersonalDataCipher cipher) {
        return create(new PersonalDataModule(cipher));
    }

    /// The stored form with personal values in clear, as far as they were not erased, for those who
    /// may see them. It is never stored and never read back.
    public static JsonMapper.Builder inClear() {
        var json = JsonMapper.builder();
        stored(PersonalDataModule.inClear()).accept(json);
        return json;
    }

    private static Serializer create(JacksonModule personalData) {
        return new StoredTypeNames(
                StoredTypeNames.builder().jsonMapperBuilderCustomizer(stored(personalData)));
    }

    private static Jackson3SerializerCustomizer stored(JacksonModule personalData) {
        // Axon's own replay token names its subtypes; nothing else may.
        var axonTypes =
                BasicPolymorphicTypeValidator.builder()
                        .allowIfSubType("org.axonframework.")
                        .build();
        return json ->
                json.polymorphicTypeValidator(axonTypes)
                        .addModule(moneyInMinorUnits())
                        .addModule(personalData)
                        .changeDefaultPropertyInclusion(
                                inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
                        // Sagas and snapshots keep plain private fields; without it they are
                        // stored as {}.
                        .changeDefaultVisibility(
                                visibility -> visibility.withFieldVisibility(Visibility.ANY));
    }
}

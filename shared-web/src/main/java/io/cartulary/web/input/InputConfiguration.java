package io.cartulary.web.input;

import io.cartulary.eventstore.format.EventSerialization;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.JacksonModule;

/// How bodies and parameters become values.
@Configuration(proxyBeanMethods = false)
class InputConfiguration {

    @Bean
    JacksonModule moneyInMinorUnits() {
        return EventSerialization.moneyInMinorUnits();
    }

    @Bean
    WebMvcConfigurer valuesOfParameters() {
        return new WebMvcConfigurer() {
            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addConverterFactory(new ValuesInAnyCase());
            }
        };
    }

    /// Parameters take the values of a list in small letters too, as `partially_paid`.
    private static final class ValuesInAnyCase implements ConverterFactory<String, Enum<?>> {

        @Override
        public <T extends Enum<?>> Converter<String, T> getConverter(Class<T> list) {
            return text -> text.isBlank() ? null : named(text.strip(), list);
        }

        private static <T extends Enum<?>> T named(String name, Class<T> list) {
            return Stream.of(list.getEnumConstants())
                    .filter(value -> value.name().equalsIgnoreCase(name))
                    .findAny()
                    .orElseThrow(() -> new IllegalArgumentException(name + " is not in the list"));
        }
    }
}

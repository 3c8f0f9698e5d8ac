package io.cartulary.web.input;

import io.cartulary.events.InvalidValue;
import io.cartulary.eventstore.format.EventSerialization;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;

/// How bodies and parameters become values.
@Configuration(proxyBeanMethods = false)
class InputConfiguration {

    @Bean
    JacksonModule moneyInMinorUnits() {
        return EventSerialization.moneyInMinorUnits();
    }

    @Bean
    ServerHttpMessageConvertersCustomizer strictBodies(JsonMapper json) {
        return converters ->
                converters.withJsonConverter(
                        new JacksonJsonHttpMessageConverter(StrictJson.basedOn(json)));
    }

    @Bean
    WebMvcConfigurer valuesOfParameters() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new RequestParameters());
            }

            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addConverterFactory(new ValuesInAnyCase());
                registry.addConverter(String.class, Instant.class, given(Times::instant));
                registry.addConverter(String.class, LocalDate.class, given(Times::date));
            }

            /// An empty parameter is one that is not given.
            private static <T> Converter<String, @Nullable T> given(Converter<String, T> value) {
                return text -> text.isEmpty() ? null : value.convert(text);
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
                    .orElseThrow(() ->
                            new InvalidValue(
                                    Stream.of(list.getEnumConstants())
                                            .map(Object::toString)
                                            .collect(
                                                    Collectors.joining(
                                                            ", ", "must be one of ", ""))));
        }
    }
}

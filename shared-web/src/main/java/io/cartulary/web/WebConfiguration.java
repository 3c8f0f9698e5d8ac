package io.cartulary.web;

import io.cartulary.events.cart.CartId;
import io.cartulary.eventstore.EventSerialization;
import io.cartulary.eventstore.EventStoreHead;
import io.cartulary.eventstore.PersonalDataCipher;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.JacksonModule;

/// What controllers of both sides may ask for, and the JSON they speak.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecurityProperties.class)
class WebConfiguration {

    @Bean
    JacksonModule moneyInMinorUnits() {
        return EventSerialization.moneyInMinorUnits();
    }

    @Bean
    WebMvcConfigurer controllerParameters(CartTokens tokens) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CurrentCartResolver(tokens));
                resolvers.add(new NewIdsResolver());
            }

            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addConverterFactory(new ValuesInAnyCase());
            }
        };
    }

    /// Where this process writes events. The query side has its own.
    @Bean
    @ConditionalOnProperty(
            name = "cartulary.databases.event-store.read-only",
            havingValue = "false",
            matchIfMissing = true)
    IdempotentRequests idempotentRequests(
            DataSource eventStore, InstantSource clock, EventStoreHead head) {
        return new IdempotentRequests(eventStore, clock, head);
    }

    @Bean
    @ConditionalOnProperty(
            name = "cartulary.databases.event-store.read-only",
            havingValue = "false",
            matchIfMissing = true)
    AnswerSeal answerSeal(PersonalDataCipher cipher) {
        return AnswerSeal.by(cipher);
    }

    @Bean
    @ConditionalOnProperty(
            name = "cartulary.databases.event-store.read-only",
            havingValue = "false",
            matchIfMissing = true)
    StaffRequests staffRequests(DataSource eventStore, AnswerSeal seal) {
        return new StaffRequests(eventStore, seal);
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

    private record CurrentCartResolver(CartTokens tokens) implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.hasParameterAnnotation(CurrentCart.class);
        }

        @Override
        public CartId resolveArgument(
                MethodParameter parameter,
                ModelAndViewContainer container,
                NativeWebRequest request,
                WebDataBinderFactory binders) {
            var token = request.getHeader(CartTokens.HEADER);
            return java.util.Optional.ofNullable(token)
                    .flatMap(tokens::verify)
                    .orElseThrow(() ->
                            new ProblemException(
                                    HttpStatus.UNAUTHORIZED,
                                    "CART_TOKEN_REQUIRED",
                                    "Send the header Cart-Token that POST /api/v1/cart answered.",
                                    CartTokens.HEADER));
        }
    }

    private static final class NewIdsResolver implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == NewIds.class;
        }

        @Override
        public NewIds resolveArgument(
                MethodParameter parameter,
                ModelAndViewContainer container,
                NativeWebRequest request,
                WebDataBinderFactory binders) {
            var ids =
                    (NewIds)
                            request.getAttribute(
                                    IdempotencyFilter.IDS_ATTRIBUTE,
                                    RequestAttributes.SCOPE_REQUEST);
            return ids == null ? NewIds.fresh() : ids;
        }
    }
}

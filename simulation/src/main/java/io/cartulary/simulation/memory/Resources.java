package io.cartulary.simulation.memory;

import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.Map;
import java.util.function.Supplier;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.jspecify.annotations.Nullable;

/// What handlers take beside their message, which Spring gives them in production.
public record Resources(Map<Class<?>, Supplier<Object>> byType)
        implements ParameterResolverFactory {

    @Override
    public @Nullable ParameterResolver<?> createInstance(
            Executable method, Parameter[] parameters, int index) {
        var resource = byType.get(parameters[index].getType());
        return resource == null
                ? null
                : new ParameterResolver<Object>() {
                    @Override
                    public Object resolveParameterValue(Message<?> message) {
                        return resource.get();
                    }

                    @Override
                    public boolean matches(Message<?> message) {
                        return true;
                    }
                };
    }
}

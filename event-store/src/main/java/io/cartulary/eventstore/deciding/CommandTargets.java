package io.cartulary.eventstore.deciding;

import java.lang.reflect.Method;
import java.util.Optional;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.ReflectionUtils;
import org.axonframework.modelling.command.AnnotationCommandTargetResolver;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/// Which aggregate a command is for. Axon's own resolver looks through all methods of a command's
/// class at each command; this one remembers which it was.
public final class CommandTargets implements CommandTargetResolver {

    private static final ClassValue<Optional<Method>> TARGET =
            new ClassValue<>() {
                @Override
                protected Optional<Method> computeValue(Class<?> command) {
                    for (var method : ReflectionUtils.methodsOf(command)) {
                        if (method.isAnnotationPresent(TargetAggregateIdentifier.class)) {
                            method.setAccessible(true);
                            return Optional.of(method);
                        }
                    }
                    return Optional.empty();
                }
            };

    private final CommandTargetResolver others = AnnotationCommandTargetResolver.builder().build();

    /// The identifier of the aggregate, `null` for a command that names none.
    public @Nullable String of(Object command) {
        return TARGET.get(command.getClass())
                .map(target -> identifierIn(command, target).toString())
                .orElse(null);
    }

    /// Whether it should create its aggregate.
    boolean createsAggregate(Object command) {
        return command.getClass().isAnnotationPresent(CreatesAggregate.class);
    }

    /// Whether it only reads; its answer is checked later by the command that acts on it.
    public boolean isReadOnly(Object command) {
        return command.getClass().isAnnotationPresent(ReadOnlyCommand.class);
    }

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        var target = TARGET.get(command.getPayloadType());
        return target.isEmpty()
                ? others.resolveTarget(command)
                : new VersionedAggregateIdentifier(
                        identifierIn(command.getPayload(), target.get()), null);
    }

    private static Object identifierIn(Object command, Method target) {
        try {
            return target.invoke(command);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("The target of " + command + " cannot be read", e);
        }
    }
}

package io.cartulary.eventstore.format;

import java.lang.reflect.Method;
import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/// Knows which class handles an event at the moment, so that what follows from it can name the saga
/// or the reaction that it went through.
public final class HandlerName implements HandlerEnhancerDefinition {

    private static final String RESOURCE = HandlerName.class.getName();

    /// Of what handles the event of this unit of work.
    static Optional<String> current() {
        return CurrentUnitOfWork.isStarted()
                ? Optional.ofNullable(CurrentUnitOfWork.get().getResource(RESOURCE))
                : Optional.empty();
    }

    /// Aggregates handle events too, and send nothing.
    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
        return original.canHandleMessageType(EventMessage.class)
                        && original.unwrap(Method.class)
                                .filter(method ->
                                        !method.isAnnotationPresent(EventSourcingHandler.class))
                                .isPresent()
                ? new Named<>(original)
                : original;
    }

    private static final class Named<T> extends WrappedMessageHandlingMember<T> {

        private final String name;

        Named(MessageHandlingMember<T> original) {
            super(original);
            this.name = original.declaringClass().getSimpleName();
        }

        @Override
        public Object handle(Message<?> message, @Nullable T target) throws Exception {
            if (CurrentUnitOfWork.isStarted()) {
                CurrentUnitOfWork.get().resources().put(RESOURCE, name);
            }
            return super.handle(message, target);
        }
    }
}

package io.cartulary.command;

import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.command.refusal.GeneralRejection;
import io.cartulary.web.version.ExpectedVersions;
import java.util.Arrays;
import org.axonframework.commandhandling.CommandMessageHandlingMember;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;

/// Compares the version that a client expects with that of the aggregate, before the aggregate
/// decides. What is appended by others afterwards is a conflict, as for every command.
@Component
class VersionComparison implements HandlerEnhancerDefinition {

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
        return original.unwrap(CommandMessageHandlingMember.class).isPresent()
                        && AnnotatedElementUtils.hasAnnotation(
                                original.declaringClass(), Aggregate.class)
                ? new Comparing<>(original)
                : original;
    }

    private static final class Comparing<T> extends WrappedMessageHandlingMember<T> {

        Comparing(MessageHandlingMember<T> original) {
            super(original);
        }

        @Override
        public Object handle(Message<?> message, @Nullable T target) throws Exception {
            var expected = (String) message.getMetaData().get(ExpectedVersions.KEY);
            if (expected != null
                    && !isAmong(expected.split(","), AggregateLifecycle.getVersion())) {
                throw new CommandRejected(GeneralRejection.PRECONDITION_FAILED);
            }
            return super.handle(message, target);
        }

        private static boolean isAmong(String[] expected, @Nullable Long version) {
            return version != null && Arrays.asList(expected).contains(version.toString());
        }
    }
}

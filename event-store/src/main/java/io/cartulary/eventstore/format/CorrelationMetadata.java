package io.cartulary.eventstore.format;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.deadline.DeadlineMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/// What a message hands on to those that follow from it; see [EventMetadata].
///
/// Commands and deadlines are not stored, so they pass on the event that led to them. A deadline
/// belongs to its chain, but no one asked for what happens at it.
public final class CorrelationMetadata implements CorrelationDataProvider {

    private static final List<String> OF_THE_REQUEST =
            List.of(
                    EventMetadata.ACTOR_ID,
                    EventMetadata.ACTOR_ROLE,
                    EventMetadata.STAFF_ID,
                    EventMetadata.ORIGIN,
                    EventMetadata.REQUEST_ID);

    /// How an event led to a command.
    private static final List<String> OF_THE_STEP =
            List.of(EventMetadata.HANDLER, EventMetadata.EFFECT_ID);

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        var own = message.getMetaData();
        var data = new HashMap<String, Object>();
        data.put(
                EventMetadata.CORRELATION_ID,
                own.getOrDefault(EventMetadata.CORRELATION_ID, message.getIdentifier()));
        data.put(
                EventMetadata.CAUSATION_ID,
                isStored(message)
                        ? message.getIdentifier()
                        : own.getOrDefault(EventMetadata.CAUSATION_ID, message.getIdentifier()));
        if (message instanceof CommandMessage<?> command) {
            data.put(EventMetadata.COMMAND, nameOf(command));
            copy(OF_THE_STEP, own, data);
        } else {
            HandlerName.current().ifPresent(name -> data.put(EventMetadata.HANDLER, name));
        }
        if (message instanceof DeadlineMessage) {
            data.put(EventMetadata.ACTOR_ID, EventMetadata.SYSTEM);
            data.put(EventMetadata.ACTOR_ROLE, EventMetadata.SYSTEM);
        } else {
            copy(OF_THE_REQUEST, own, data);
        }
        return data;
    }

    private static String nameOf(CommandMessage<?> command) {
        var name = command.getPayloadType().getSimpleName();
        var sender = command.getMetaData().get(EventMetadata.COMMAND);
        return sender == null ? name : sender + "/" + name;
    }

    private static void copy(List<String> keys, MetaData from, Map<String, Object> to) {
        for (var key : keys) {
            if (from.containsKey(key)) {
                to.put(key, from.get(key));
            }
        }
    }

    private static boolean isStored(Message<?> message) {
        return message instanceof EventMessage && !(message instanceof DeadlineMessage);
    }
}

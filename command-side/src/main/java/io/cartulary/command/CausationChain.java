package io.cartulary.command;

import static io.cartulary.eventstore.format.EventMetadata.ACTOR_ROLE;
import static io.cartulary.eventstore.format.EventMetadata.CAUSATION_ID;
import static io.cartulary.eventstore.format.EventMetadata.CORRELATION_ID;
import static io.cartulary.eventstore.format.EventMetadata.SYSTEM;

import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/// What an aggregate remembers of its first event, so that what no one's request leads to (the
/// clock, a provider) is known to follow from it.
public final class CausationChain {

    private CausationChain() {}

    /// What follows from an event.
    public static Map<String, String> from(EventMessage<?> event) {
        var correlation =
                event.getMetaData().getOrDefault(CORRELATION_ID, event.getIdentifier()).toString();
        return Map.of(CORRELATION_ID, correlation, CAUSATION_ID, event.getIdentifier());
    }

    /// Has what is decided follow from `chain` where it follows from nothing else.
    public static void continueFrom(
            Map<String, String> chain, CommandMessage<?> command, UnitOfWork<?> deciding) {
        var metadata = command.getMetaData();
        if (SYSTEM.equals(metadata.get(ACTOR_ROLE)) && !metadata.containsKey(CORRELATION_ID)) {
            deciding.registerCorrelationDataProvider(_ -> chain);
        }
    }
}

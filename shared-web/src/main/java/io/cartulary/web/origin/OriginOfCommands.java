package io.cartulary.web.origin;

import io.cartulary.eventstore.format.EventMetadata;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.stereotype.Component;

/// Writes on each command who asked and from where. A command sent while another message is handled
/// inherits that from it; one that no request asked for is the system's own.
@Component
class OriginOfCommands implements MessageDispatchInterceptor<CommandMessage<?>> {

    private static final Map<String, Object> SYSTEM =
            Map.of(
                    EventMetadata.ACTOR_ID, EventMetadata.SYSTEM,
                    EventMetadata.ACTOR_ROLE, EventMetadata.SYSTEM);

    private final PersonalDataCipher cipher;

    OriginOfCommands(PersonalDataCipher cipher) {
        this.cipher = cipher;
    }

    @Override
    public BiFunction<Integer, CommandMessage<?>, CommandMessage<?>> handle(
            List<? extends CommandMessage<?>> messages) {
        var metadata =
                CurrentUnitOfWork.isStarted()
                        ? Map.<String, Object>of()
                        : RequestOrigin.current()
                                .map(origin -> origin.metadata(cipher))
                                .orElse(SYSTEM);
        return (_, command) ->
                command.getMetaData().containsKey(EventMetadata.ACTOR_ID) || metadata.isEmpty()
                        ? command
                        : command.andMetaData(metadata);
    }
}

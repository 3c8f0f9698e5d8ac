package io.cartulary.command.effect;

import io.cartulary.eventstore.format.EventMetadata;
import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;

/// One try of an effect.
///
/// @param key by which the target knows a repetition
/// @param number counts from 1
/// @param inDoubt whether an earlier attempt may have done it already
public record EffectAttempt(
        EffectId effectId,
        String key,
        int number,
        boolean inDoubt,
        MetaData cause,
        CommandGateway commands) {

    /// Sends a command on behalf of the effect's cause and waits for its answer.
    public <R> R send(Object command) {
        return commands.sendAndWait(
                GenericCommandMessage.asCommandMessage(command)
                        .andMetaData(cause)
                        .andMetaData(Map.of(EventMetadata.EFFECT_ID, effectId.value())));
    }
}

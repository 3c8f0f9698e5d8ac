package io.cartulary.command.effect.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.command.effect.EffectGuarantee;
import io.cartulary.command.effect.EffectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One effect as the ledger has it and staff see it.
///
/// @param effectNo the order of recording, for paging
/// @param round how often staff asked again for what was certainly not done
/// @param attempts how often it was tried, in all rounds
/// @param inDoubt whether an attempt began of which no one knows the end
/// @param dueAt when it is tried next; of one that is being tried, when its claim lapses
/// @param error why the last attempt failed
/// @param outcome what came of it
/// @param decidedBy who retried it or gave it up last
public record Effect(
        long effectNo,
        EffectId effectId,
        String kind,
        String target,
        EffectGuarantee guarantee,
        String subject,
        String key,
        int round,
        @JsonIgnore String details,
        String causeEventId,
        @Nullable String correlationId,
        @JsonIgnore String cause,
        EffectState state,
        int attempts,
        boolean inDoubt,
        Instant dueAt,
        @Nullable String error,
        @Nullable String outcome,
        @Nullable String decidedBy,
        Instant recordedAt,
        @Nullable Instant endedAt) {

    /// The key of its current round.
    @JsonIgnore
    String keyOfRound() {
        return round == 0 ? key : key + "-" + round;
    }
}

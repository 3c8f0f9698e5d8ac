package io.cartulary.command.effect.ledger;

import io.cartulary.command.effect.EffectFailed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the ledger notes after an attempt.
///
/// @param attempt fences off an attempt that lost its claim
record EffectResult(
        long effectNo,
        int attempt,
        EffectState state,
        boolean inDoubt,
        Instant dueAt,
        @Nullable String outcome,
        @Nullable String error) {

    private static final int LONGEST_TEXT = 1000;

    static EffectResult done(Effect effect, String outcome, Instant now) {
        return new EffectResult(
                effect.effectNo(),
                effect.attempts(),
                EffectState.DONE,
                false,
                now,
                shortened(outcome),
                null);
    }

    static EffectResult failed(
            Effect effect, EffectState state, boolean inDoubt, Instant dueAt, EffectFailed why) {
        return new EffectResult(
                effect.effectNo(),
                effect.attempts(),
                state,
                inDoubt,
                dueAt,
                null,
                shortened(why.code() + ": " + why.getMessage()));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}

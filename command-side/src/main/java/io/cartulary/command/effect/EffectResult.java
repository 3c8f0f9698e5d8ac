package io.cartulary.command.effect;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the ledger notes after an attempt: the whole policy of repeating and parking.
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

    /// @param wasInDoubt whether an attempt before this one may have done it
    static EffectResult failed(
            Effect effect,
            boolean wasInDoubt,
            EffectFailed failure,
            Instant now,
            EffectSettings settings) {
        var tooOld = effect.recordedAt().plus(settings.parkAfter()).isBefore(now);
        return switch (failure.kind()) {
            case REFUSED -> of(effect, EffectState.PARKED, false, now, failure);
            case UNDECIDABLE -> of(effect, EffectState.PARKED, true, now, failure);
            case LATER ->
                    of(
                            effect,
                            tooOld ? EffectState.PARKED : EffectState.DUE,
                            wasInDoubt,
                            now.plus(pause(effect.attempts(), failure, settings)),
                            failure);
            case UNKNOWN ->
                    of(
                            effect,
                            tooOld || effect.guarantee() == EffectGuarantee.AT_MOST_ONCE
                                    ? EffectState.PARKED
                                    : EffectState.DUE,
                            true,
                            now.plus(pause(effect.attempts(), failure, settings)),
                            failure);
        };
    }

    /// An attempt that broke off cannot be known to have failed.
    static boolean mustParkUntried(Effect effect, boolean wasInDoubt) {
        return wasInDoubt && effect.guarantee() == EffectGuarantee.AT_MOST_ONCE;
    }

    /// Doubling up to a bound, but never shorter than the target asks for.
    private static Duration pause(int attempts, EffectFailed failure, EffectSettings settings) {
        var doublings = Math.min(attempts - 1, 20);
        var grown = settings.firstPause().multipliedBy(1L << doublings);
        var pause = grown.compareTo(settings.longestPause()) > 0 ? settings.longestPause() : grown;
        var asked = failure.retryAfter();
        return asked != null && asked.compareTo(pause) > 0 ? asked : pause;
    }

    private static EffectResult of(
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

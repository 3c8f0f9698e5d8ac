package io.cartulary.command.effect.ledger;

import io.cartulary.command.effect.EffectFailed;
import io.cartulary.command.effect.EffectGuarantee;
import java.time.Duration;
import java.time.Instant;

/// When an effect that failed is tried again, and when it is parked for staff.
final class EffectRetryPolicy {

    private final EffectSettings settings;

    EffectRetryPolicy(EffectSettings settings) {
        this.settings = settings;
    }

    /// @param wasInDoubt whether an attempt before this one may have done it
    EffectResult afterFailure(
            Effect effect, boolean wasInDoubt, EffectFailed failure, Instant now) {
        var tooOld = effect.recordedAt().plus(settings.parkAfter()).isBefore(now);
        return switch (failure.kind()) {
            case REFUSED -> EffectResult.failed(effect, EffectState.PARKED, false, now, failure);
            case UNDECIDABLE -> EffectResult.failed(effect, EffectState.PARKED, true, now, failure);
            case LATER ->
                    EffectResult.failed(
                            effect,
                            tooOld ? EffectState.PARKED : EffectState.DUE,
                            wasInDoubt,
                            now.plus(pause(effect.attempts(), failure)),
                            failure);
            case UNKNOWN ->
                    EffectResult.failed(
                            effect,
                            tooOld || effect.guarantee() == EffectGuarantee.AT_MOST_ONCE
                                    ? EffectState.PARKED
                                    : EffectState.DUE,
                            true,
                            now.plus(pause(effect.attempts(), failure)),
                            failure);
        };
    }

    /// An attempt that broke off cannot be known to have failed.
    static boolean mustParkUntried(Effect effect, boolean wasInDoubt) {
        return wasInDoubt && effect.guarantee() == EffectGuarantee.AT_MOST_ONCE;
    }

    /// Doubling up to a bound, but never shorter than the target asks for.
    private Duration pause(int attempts, EffectFailed failure) {
        var doublings = Math.min(attempts - 1, 20);
        var grown = settings.firstPause().multipliedBy(1L << doublings);
        var pause = grown.compareTo(settings.longestPause()) > 0 ? settings.longestPause() : grown;
        var asked = failure.retryAfter();
        return asked != null && asked.compareTo(pause) > 0 ? asked : pause;
    }
}

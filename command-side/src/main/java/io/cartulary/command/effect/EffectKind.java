package io.cartulary.command.effect;

/// One kind of effect: how it is done, and what follows when it cannot be.
///
/// @param <D> what the kind needs to know; kept as JSON, so it may gain optional parts but not lose
///   any
public interface EffectKind<D> {

    /// Under which it is kept, for example `payment-refund`; never changes.
    String name();

    Class<D> details();

    /// Does it and answers in a few words what came of it.
    ///
    /// @throws EffectFailed when it was not done, or no one knows; any other exception counts as no
    ///   one knows
    String perform(D details, EffectAttempt attempt);

    /// The target refused for good; called before it is parked, and again if we crash in between.
    default void onRefused(D details, EffectFailed refusal, EffectAttempt attempt) {}

    /// Staff give up on it; what this refuses stays parked.
    default void onGivenUp(D details, EffectAttempt attempt) {}
}

package io.cartulary.command.effect;

/// An effect to be recorded.
///
/// @param target who is asked; each target is tried on its own, so that one that hangs holds no one
///   else up
/// @param subject the aggregate it is for
/// @param inOrder whether it waits until the earlier ones of its subject that also do have ended
/// @param key by which the target knows a repetition
public record NewEffect<D>(
        EffectKind<D> kind,
        String target,
        EffectGuarantee guarantee,
        String subject,
        boolean inOrder,
        String key,
        D details) {}

package io.cartulary.command.effect;

/// What holds when an attempt ends without an answer: in a time-out, or because we crashed.
public enum EffectGuarantee {

    /// The target knows a repetition by its key, so it is simply sent again.
    DEDUPLICATED_BY_KEY,

    /// The target would do it twice: before it is sent again, the target is asked what became of
    /// the first attempt. What cannot be asked for is parked.
    FOUND_BY_QUERY,

    /// The target can neither be repeated nor asked: it is parked for staff.
    AT_MOST_ONCE
}

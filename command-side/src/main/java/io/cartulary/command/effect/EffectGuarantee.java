package io.cartulary.command.effect;

/// What holds when an attempt ends without an answer: in a time-out, or because we crashed.
public enum EffectGuarantee {

    /// The target knows a repetition by its key, so it is simply sent again.
    DEDUPLICATED_BY_KEY,

    /// The target would do it twice: it is asked what became of the first attempt. What it cannot
    /// be asked for is parked, and never sent again blindly.
    FOUND_BY_QUERY,

    /// The target can neither be repeated nor asked: it is parked for staff.
    AT_MOST_ONCE
}

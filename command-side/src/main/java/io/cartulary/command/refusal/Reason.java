package io.cartulary.command.refusal;

/// Why something is not as somebody would have it. Constants of an enum name it, one by its name
/// for programs and by its sentence for people.
public interface Reason {

    /// Stable code for clients, for example `ALREADY_SHIPPED`.
    String name();

    /// What a person reads: one sentence that says what is wrong and what would be right.
    String sentence();
}

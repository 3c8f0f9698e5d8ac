package io.cartulary.events.attribute;

/// What values an attribute has.
public enum AttributeKind {
    /// One text or several.
    TEXT,
    /// One decimal number, in the attribute's unit where it has one.
    NUMBER,
    /// The code of one of its choices.
    CHOICE,
    /// The codes of some of its choices.
    CHOICES,
    /// `true` or `false`.
    YES_NO;

    public boolean hasChoices() {
        return this == CHOICE || this == CHOICES;
    }
}

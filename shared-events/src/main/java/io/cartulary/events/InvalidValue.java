package io.cartulary.events;

import org.jspecify.annotations.Nullable;

/// A value that cannot be: thrown by constructors for what their caller gave, and answered to the
/// caller with the field at fault.
public final class InvalidValue extends IllegalArgumentException {

    private static final int LONGEST_EXCERPT = 60;

    private final @Nullable String field;

    /// @param sentence what is wrong and what would be right
    public InvalidValue(String sentence) {
        super(sentence);
        this.field = null;
    }

    /// @param field the component at fault
    /// @param sentence what is wrong and what would be right; begins after the field's name
    public InvalidValue(String field, String sentence) {
        super(field + " " + sentence);
        this.field = field;
    }

    /// Nothing when the value as a whole is at fault.
    public @Nullable String field() {
        return field;
    }

    /// The beginning of what a caller gave, for a sentence about it.
    public static String excerpt(String text) {
        return text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "…";
    }
}

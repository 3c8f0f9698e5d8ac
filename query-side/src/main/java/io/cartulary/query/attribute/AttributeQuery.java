package io.cartulary.query.attribute;

import org.jspecify.annotations.Nullable;

/// Everything one can ask about attributes and sets of them.
public sealed interface AttributeQuery {

    record FindAttribute(String code) implements AttributeQuery {}

    /// Attributes by code.
    ///
    /// @param after the last code of the page before
    record ListAttributes(@Nullable String after, int limit) implements AttributeQuery {}

    record FindAttributeSet(String code) implements AttributeQuery {}

    /// Sets by code.
    ///
    /// @param after the last code of the page before
    record ListAttributeSets(@Nullable String after, int limit) implements AttributeQuery {}
}

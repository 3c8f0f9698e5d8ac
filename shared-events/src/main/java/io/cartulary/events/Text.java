package io.cartulary.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// How long a text, or each text of a list or a map, may be when it comes from outside. Without it
/// the bound is [#USUAL].
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Text {

    /// The bound of texts that say nothing else. Every store below holds a text of this length in
    /// an index.
    int USUAL = 500;

    /// In characters as Java counts them.
    int max();

    /// An empty text is never taken.
    int min() default 1;
}

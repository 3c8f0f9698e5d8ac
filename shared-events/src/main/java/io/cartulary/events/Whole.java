package io.cartulary.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Between which bounds, both included, a record takes a whole number. Its constructor refuses
/// others; the description of the API shows them.
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Whole {

    long min();

    long max();
}

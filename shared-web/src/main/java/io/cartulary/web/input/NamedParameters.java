package io.cartulary.web.input;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a controller's map of parameters: which the caller may name, by how their names begin.
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface NamedParameters {

    /// For example `attr.`, for `attr.skin` and all others.
    String[] value();
}

package io.cartulary.web.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Who may call the route of a controller's method: `@OpenTo(Caller.SHOPPER)`, or `@OpenTo(staff =
/// Permission.ORDERS)` for staff who may do that. A method without it is refused to everyone.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OpenTo {

    Caller value() default Caller.STAFF;

    /// What of it staff need to have; where there is none, a route of theirs is refused to
    /// everyone.
    Permission[] staff() default {};
}

package io.cartulary.eventstore.deciding;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a command that only reads, for a caller that lets the aggregate decide on what was read:
/// as long as no other process writes it is answered from memory without a query to the store.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ReadOnlyCommand {}

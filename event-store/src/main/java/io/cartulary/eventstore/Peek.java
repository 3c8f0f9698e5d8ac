package io.cartulary.eventstore;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a command that only reads, for somebody who will have the aggregate decide on what it
/// read: as long as no other process writes it is answered from memory without a look at the store.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Peek {}

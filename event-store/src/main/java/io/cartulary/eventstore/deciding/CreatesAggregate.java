package io.cartulary.eventstore.deciding;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a command whose aggregate does not exist yet, unless the command is repeated: as long as
/// no other process writes it is decided without a look for the aggregate. Should there be one, the
/// append fails and the command is decided again, with the look.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface CreatesAggregate {}

package io.cartulary.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a field that an aggregate keeps to recognise repeats or causes, and that says nothing about
/// what the aggregate stands for. Who is shown an aggregate's state is not shown this.
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Bookkeeping {}

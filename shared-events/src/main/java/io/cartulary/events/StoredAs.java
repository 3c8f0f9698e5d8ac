package io.cartulary.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// States under which name and revision an event is stored, so that its class and package may be
/// renamed or moved without an upcaster and without moving a Kafka topic.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface StoredAs {

    /// Context and event, for example `order.OrderPlaced`. Never changes once an event was stored.
    String name();

    /// The shape that is written today. A changed shape takes the next number and an upcaster from
    /// the former one.
    int revision();
}

package io.cartulary.query.projection;

import io.cartulary.events.DomainEvent;
import io.cartulary.eventstore.parking.Sequences;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;

/// A read model and how one generation of it is made. Each is a Spring bean; the framework does the
/// rest: it fills, watches, rebuilds, switches and drops generations.
public interface ProjectionDefinition {

    /// Letters and dashes, for example `order-details`; part of addresses and of schema names.
    String name();

    /// The events it reads: whole families, or single ones. It never sees any other.
    Set<Class<? extends DomainEvent>> reads();

    /// In how many parts events are handled side by side; 1 when rows of different sequences depend
    /// on each other.
    default int segments() {
        return 2;
    }

    /// At most how often a batch, which is a transaction, begins while events keep coming. After a
    /// silence the first event is handled at once.
    default Duration pace() {
        return Duration.ofMillis(250);
    }

    /// Whether shoppers or those who pack and ship cannot do without it: a node where it has
    /// stopped is not ready to serve. What another server holds, or only reports, does not close
    /// the shop.
    default boolean isNeededToServe() {
        return false;
    }

    /// Events with the same answer are handled in their order; by default those of one aggregate.
    default String sequenceOf(EventMessage<?> message) {
        return Sequences.perAggregate(message);
    }

    /// Which of its rows follow from the events of one object each; absent if none do.
    default Optional<ObjectRows> objectRows() {
        return Optional.empty();
    }

    /// Where the rows of a generation live.
    Storage storage(Generation generation);

    /// Writes the rows of a generation.
    BatchHandler create(Generation generation);
}

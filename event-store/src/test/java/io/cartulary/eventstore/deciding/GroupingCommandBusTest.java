package io.cartulary.eventstore.deciding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.eventstore.storage.ForeignWriterDetector;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How often a command is decided on an aggregate that is kept in memory, with a store that is not
/// ours.
class GroupingCommandBusTest {

    private static final String TILL = "till-1";

    private static final AtomicInteger decisions = new AtomicInteger();

    private final EventStore store =
            EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()).build();
    private final CommandGateway commands = commands();

    record Open(@TargetAggregateIdentifier String till) {}

    record PutIn(@TargetAggregateIdentifier String till, int pence) {}

    record Count(@TargetAggregateIdentifier String till) {}

    record Opened(String till) {}

    record PutIntoTill(int pence) {}

    static class Till {

        @AggregateIdentifier private String till;
        private int pence;

        Till() {}

        @CommandHandler
        Till(Open command) {
            decisions.incrementAndGet();
            apply(new Opened(command.till()));
        }

        @CommandHandler
        int decide(PutIn command) {
            decisions.incrementAndGet();
            apply(new PutIntoTill(command.pence()));
            return pence;
        }

        @CommandHandler
        int decide(Count command) {
            decisions.incrementAndGet();
            return pence;
        }

        @EventSourcingHandler
        void evolve(Opened event) {
            till = event.till();
        }

        @EventSourcingHandler
        void evolve(PutIntoTill event) {
            pence += event.pence();
        }
    }

    private CommandGateway commands() {
        var others = new ForeignWriterDetector();
        var cache = new AggregateCache(store, others);
        var bus =
                new GroupingCommandBus(
                        SimpleCommandBus.builder(),
                        NoTransactionManager.instance(),
                        new CommandTargets(),
                        cache,
                        others);
        var tills =
                EventSourcingRepository.builder(Till.class).eventStore(store).cache(cache).build();
        AggregateAnnotationCommandHandler.<Till>builder()
                .aggregateType(Till.class)
                .repository(tills)
                .commandTargetResolver(new CommandTargets())
                .build()
                .subscribe(bus);
        return DefaultCommandGateway.builder().commandBus(bus).build();
    }

    @BeforeEach
    void open() {
        commands.sendAndWait(new Open(TILL));
        decisions.set(0);
    }

    @Test
    void a_command_that_records_an_event_is_decided_once() {
        assertThat(commands.<Integer>sendAndWait(new PutIn(TILL, 5))).isEqualTo(5);
        assertThat(commands.<Integer>sendAndWait(new PutIn(TILL, 5))).isEqualTo(10);

        assertThat(decisions).hasValue(2);
    }

    @Test
    void a_command_that_records_nothing_is_decided_again_on_what_others_stored() {
        commands.sendAndWait(new PutIn(TILL, 5));
        store.publish(new GenericDomainEventMessage<>("Till", TILL, 2, new PutIntoTill(7)));

        assertThat(commands.<Integer>sendAndWait(new Count(TILL))).isEqualTo(12);
    }
}

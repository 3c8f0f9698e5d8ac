package io.cartulary.eventstore.axonserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cartulary.eventstore.deciding.BoundedCommandGateway;
import io.cartulary.eventstore.deciding.CommandTargets;
import io.cartulary.eventstore.deciding.ConflictRetry;
import io.cartulary.eventstore.outage.StoreUnavailable;
import io.cartulary.eventstore.storage.ForeignWriterDetector;
import io.cartulary.eventstore.tail.FollowedEventStore;
import io.cartulary.tests.axonserver.InMemoryAxonServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.distributed.AnnotationRoutingStrategy;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Commands by way of an Axon Server that lets a node handle two of them at a time.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class RoutedCommandBusTest {

    private static final int CROWD = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final InMemoryAxonServer server = new InMemoryAxonServer(2);
    private final Serializer serializer = Jackson3Serializer.builder().build();
    private final ConflictRetry conflicts = new ConflictRetry(() -> false);
    private final AtomicLong nextNumber = new AtomicLong();
    private final ForeignWriterDetector others = new ForeignWriterDetector();
    private AxonServerConfiguration configuration;
    private AxonServerConnectionManager connections;
    private CommandGateway commands;

    record CheckOut(String order) {}

    record EmptyCart(@TargetAggregateIdentifier String cart) {}

    record PlaceOrder(@TargetAggregateIdentifier String order) {}

    record PackOrder(@TargetAggregateIdentifier String order) {}

    /// Records an event whose number may be taken.
    record Append(@TargetAggregateIdentifier String aggregate) {}

    record Appended(String aggregate) {}

    /// Sends two commands and waits for each, as a check-out does.
    static final class CheckoutDesk {

        private final CommandGateway commands;

        CheckoutDesk(CommandGateway commands) {
            this.commands = commands;
        }

        @CommandHandler
        String decide(CheckOut command) {
            commands.sendAndWait(new EmptyCart("cart-of-" + command.order()));
            return commands.sendAndWait(new PlaceOrder(command.order()));
        }
    }

    @BeforeAll
    void connect() {
        configuration =
                AxonServerConfiguration.builder()
                        .servers(server.address())
                        .componentName("test")
                        .connectTimeout(30_000)
                        .build();
        connections =
                AxonServerConnectionManager.builder()
                        .axonServerConfiguration(configuration)
                        .routingServers(server.address())
                        .build();
        var bus = bus(others);
        commands = gateway(bus);
        var store = store();
        new AnnotationCommandHandlerAdapter<>(new CheckoutDesk(commands)).subscribe(bus);
        subscribe(bus, EmptyCart.class, _ -> null);
        subscribe(bus, PlaceOrder.class, order -> order.order());
        subscribe(
                bus,
                Append.class,
                append -> {
                    var number = nextNumber.getAndIncrement();
                    store.publish(
                            new GenericDomainEventMessage<>(
                                    "Test",
                                    append.aggregate(),
                                    number,
                                    new Appended(append.aggregate())));
                    return number;
                });
    }

    private RoutedCommandBus bus(ForeignWriterDetector others) {
        var bus =
                new RoutedCommandBus(
                        AxonServerCommandBus.builder()
                                .axonServerConnectionManager(connections)
                                .configuration(configuration)
                                .serializer(serializer)
                                .routingStrategy(AnnotationRoutingStrategy.defaultStrategy()),
                        SimpleCommandBus.builder().build(),
                        new CommandTargets(),
                        new JoinedCommands(others));
        bus.start();
        return bus;
    }

    private CommandGateway gateway(CommandBus bus) {
        var gateway = DefaultCommandGateway.builder();
        gateway.commandBus(bus).retryScheduler(conflicts);
        return new BoundedCommandGateway(gateway);
    }

    private EventStore store() {
        var store =
                new AxonServerStore(
                        new AxonServerLog(connections, configuration, new NothingKept()),
                        AxonServerEventStore.builder()
                                .configuration(configuration)
                                .platformConnectionManager(connections)
                                .snapshotSerializer(serializer)
                                .eventSerializer(serializer)
                                .snapshotFilter(SnapshotFilter.allowAll())
                                .build(),
                        serializer,
                        NoOpEventUpcaster.INSTANCE,
                        others);
        return FollowedEventStore.elsewhere(store, store, Duration.ofMillis(20));
    }

    private record NothingKept() implements KeptLog {

        @Override
        public long positionsBefore() {
            return 0;
        }

        @Override
        public Optional<String> firstEvent() {
            return Optional.empty();
        }

        @Override
        public void keepFirstEvent(String identifier) {
            /* it is of no concern here */
        }

        @Override
        public long furthestPosition() {
            return 0;
        }
    }

    @BeforeEach
    void meetAnotherProcess() {
        others.noticed();
    }

    private interface Decision<C> {
        Object decide(C command);
    }

    @SuppressWarnings("unchecked")
    private static <C> void subscribe(
            AxonServerCommandBus bus, Class<C> command, Decision<C> decision) {
        bus.subscribe(
                command.getName(),
                (MessageHandler<CommandMessage<?>>)
                        message -> decision.decide((C) message.getPayload()));
    }

    @AfterAll
    void disconnect() {
        connections.shutdown();
        conflicts.close();
        server.close();
    }

    @Test
    void commands_that_send_commands_do_not_wait_for_each_other() throws Exception {
        List<String> answers;
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            answers =
                    crowd
                            .invokeAll(
                                    IntStream.range(0, CROWD)
                                            .<Callable<String>>mapToObj(n ->
                                                    () ->
                                                            commands.sendAndWait(
                                                                    new CheckOut("order-" + n)))
                                            .toList())
                            .stream()
                            .map(answer -> answer.resultNow())
                            .toList();
        }
        assertThat(answers)
                .containsExactlyElementsOf(
                        IntStream.range(0, CROWD).mapToObj(n -> "order-" + n).toList());
    }

    @Test
    void commands_that_are_routed_do_not_wait_for_each_other() throws Exception {
        List<String> answers;
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            answers =
                    crowd
                            .invokeAll(
                                    IntStream.range(0, CROWD)
                                            .<Callable<String>>mapToObj(n ->
                                                    () ->
                                                            commands.sendAndWait(
                                                                    new PlaceOrder("order-" + n)))
                                            .toList())
                            .stream()
                            .map(answer -> answer.resultNow())
                            .toList();
        }
        assertThat(answers).hasSize(CROWD).doesNotHaveDuplicates();
    }

    @Test
    void an_append_that_meets_another_writers_event_is_decided_again() {
        nextNumber.set(0);
        assertThat(commands.<Long>sendAndWait(new Append("shared"))).isZero();

        nextNumber.set(0);
        assertThat(commands.<Long>sendAndWait(new Append("shared"))).isEqualTo(1);
    }

    @Test
    void a_process_that_has_met_no_other_decides_what_it_sends() {
        var bus = bus(new ForeignWriterDetector());
        subscribe(bus, PackOrder.class, _ -> Thread.currentThread().getName());

        assertThat(gateway(bus).<String>sendAndWait(new PackOrder("order-1")))
                .isEqualTo(Thread.currentThread().getName());
    }

    @Test
    void a_server_that_is_away_is_reported_and_used_again_when_it_is_back() {
        server.goAway();
        try {
            assertThatThrownBy(() -> commands.sendAndWait(new PlaceOrder("order-1")))
                    .isInstanceOf(StoreUnavailable.class);
        } finally {
            server.comeBack();
        }
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(StoreUnavailable.class)
                .until(() -> commands.sendAndWait(new PlaceOrder("order-2")).equals("order-2"));
    }
}

package io.cartulary.eventstore.parking;

import io.cartulary.events.cart.CartEvent.CartCleared;
import io.cartulary.events.cart.CartEvent.CartOpened;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.eventstore.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A processor that writes its batches into a table, and events that it cannot write.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CartsProcessor {

    @SpringBootApplication(scanBasePackages = "io.cartulary.eventstore")
    static class Application {}

    static final Duration SOON = Duration.ofSeconds(30);
    static final AtomicInteger NUMBER = new AtomicInteger();
    static final String RENAME =
            "update token_entry set processor_name = ? where processor_name = ?";

    /// The carts of one test; others are of no concern to its processor.
    final List<String> ours = new CopyOnWriteArrayList<>();

    final Map<String, Exception> failing = new ConcurrentHashMap<>();

    /// What a cart waits for, and whom it lets go when it is handled.
    final Map<String, CountDownLatch> waiting = new ConcurrentHashMap<>();

    final Map<String, CountDownLatch> handled = new ConcurrentHashMap<>();
    boolean sideBySide;
    ConfigurableApplicationContext context;
    JdbcClient database;
    EventStore store;
    String name;
    ParkingProcessor processor;

    @BeforeAll
    void startStore() {
        var arguments = TestDatabase.freshStore();
        context =
                new SpringApplicationBuilder(Application.class)
                        .web(WebApplicationType.NONE)
                        .properties(
                                "spring.config.import=classpath:event-store.yml",
                                "spring.main.banner-mode=off")
                        .run(arguments);
        store = context.getBean(EventStore.class);
        database = context.getBean(JdbcClient.class);
        database.sql("create table handled (processor text, cart text, number bigint, text text)")
                .update();
    }

    @AfterAll
    void stopStore() {
        SpringApplication.exit(context);
    }

    @BeforeEach
    void name() {
        name = "parking-" + NUMBER.incrementAndGet();
    }

    @AfterEach
    void stop() {
        processor.shutDown();
        failing.clear();
        waiting.clear();
        handled.clear();
        sideBySide = false;
    }

    static final class TextWithNul extends Exception {}

    void start() {
        var transactions = context.getBean(TransactionManager.class);
        var serializer = context.getBean(Serializer.class);
        var making =
                ParkingProcessor.named(
                        name,
                        SimpleEventHandlerInvoker.builder()
                                .eventHandlers(new Writer())
                                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                                .build(),
                        Sequences::perAggregate,
                        new ParkingProcessor.Place(
                                context.getBean(TokenStore.class),
                                transactions,
                                context.getBean(ConnectionProvider.class),
                                serializer,
                                context.getBean(EventCorrections.class)));
        making.sideBySide(() -> sideBySide);
        making.errorHandler(PropagatingErrorHandler.instance());
        making.rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE);
        making.messageSource(store)
                .coordinatorExecutor(Executors.newScheduledThreadPool(1))
                .workerExecutor(Executors.newScheduledThreadPool(1))
                .initialSegmentCount(1)
                .initialToken(StreamableMessageSource::createTailToken)
                .batchSize(100)
                .tokenClaimInterval(200);
        processor = making.build();
        processor.start();
    }

    /// Reads of each event what it concerns, and writes all of a batch before its commit.
    private final class Writer implements EventMessageHandler {

        @Override
        public Object handle(EventMessage<?> event) throws Exception {
            var number = ((DomainEventMessage<?>) event).getSequenceNumber();
            var cart =
                    switch (event.getPayload()) {
                        case CartOpened opened -> opened.cartId();
                        case CartCleared cleared -> cleared.cartId();
                        default -> throw new IllegalArgumentException();
                    };
            var failure = failing.get(cart.value());
            if (failure != null && !(failure instanceof TextWithNul)) {
                throw failure;
            }
            // One that is in a batch alone is handled again with the others.
            var awaited = waiting.get(cart.value());
            if (awaited != null && !awaited.await(2, TimeUnit.SECONDS)) {
                throw new IOException("nothing else was handled meanwhile");
            }
            CurrentUnitOfWork.get()
                    .afterCommit(_ ->
                            Optional.ofNullable(handled.get(cart.value()))
                                    .ifPresent(CountDownLatch::countDown));
            CurrentUnitOfWork.get()
                    .onPrepareCommit(_ ->
                            database.sql("insert into handled values (?, ?, ?, ?)")
                                    .params(
                                            name,
                                            cart.value(),
                                            number,
                                            failure == null ? "" : "a\u0000b")
                                    .update());
            return null;
        }

        @Override
        public boolean canHandle(EventMessage<?> event) {
            return ours.contains(Sequences.perAggregate(event));
        }
    }

    static List<CartId> carts(int count) {
        return IntStream.range(0, count).mapToObj(_ -> CartId.next()).toList();
    }

    void publish(List<CartId> carts) {
        ours.clear();
        carts.forEach(cart -> ours.add(cart.value()));
        append(carts.stream().map(CartsProcessor::opened).toArray(EventMessage<?>[]::new));
    }

    void append(EventMessage<?>... events) {
        context.getBean(TransactionManager.class)
                .executeInTransaction(() -> store.publish(List.of(events)));
    }

    static EventMessage<?> opened(CartId cart) {
        return new GenericDomainEventMessage<>(
                "Cart", cart.value(), 0, new CartOpened(cart, CustomerId.next()));
    }

    static EventMessage<?> cleared(CartId cart, long number) {
        return new GenericDomainEventMessage<>("Cart", cart.value(), number, new CartCleared(cart));
    }

    List<String> handled() {
        return database.sql("select cart from handled where processor = ?")
                .param(name)
                .query(String.class)
                .list();
    }

    List<Long> numbersOf(CartId cart) {
        return database.sql("select number from handled where processor = ? and cart = ?")
                .params(name, cart.value())
                .query(Long.class)
                .list();
    }

    List<String> parked() {
        return database.sql(
                        "select sequence_identifier from dead_letter_entry where processing_group = ? order by enqueued_at")
                .param(name)
                .query(String.class)
                .list();
    }
}

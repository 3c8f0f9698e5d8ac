package io.cartulary.eventstore;

import io.cartulary.events.cart.CartEvent.CartItemAdded;
import io.cartulary.events.cart.CartId;
import io.cartulary.eventstore.parking.EventCorrections;
import io.cartulary.eventstore.parking.ParkingProcessor;
import io.cartulary.eventstore.parking.Sequences;
import io.cartulary.eventstore.tail.PacedSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.config.Configuration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.springframework.context.annotation.Bean;

/// For tests of a store: a cart that was filled is cleared twice, at once by the saga's step and
/// once more by a deadline.
@ProcessingGroup(CartSaga.PROCESSING_GROUP)
public class CartSaga {

    static final String PROCESSING_GROUP = "carts-of-contract";

    /// Steps that fail once, after they have done everything.
    static final Set<String> FAILS_ONCE = ConcurrentHashMap.newKeySet();

    private static final Duration SHORT = Duration.ofMillis(500);

    private CartId cart;

    @StartSaga
    @SagaEventHandler(associationProperty = "cartId")
    void on(CartItemAdded event, EventStore store, DeadlineManager deadlines) {
        cart = event.cartId();
        store.publish(Carts.cleared(cart, 2));
        deadlines.schedule(SHORT, "clear", cart.value());
        failOnce("step of " + cart);
    }

    @EndSaga
    @DeadlineHandler(deadlineName = "clear")
    void clear(String cartId, EventStore store) {
        store.publish(Carts.cleared(cart, 3));
        failOnce("deadline of " + cartId);
    }

    private static void failOnce(String step) {
        if (FAILS_ONCE.remove(step)) {
            throw new IllegalStateException(new IOException("a server was away"));
        }
    }

    /// How it is run, as the sagas of orders are: from now on, for a server may hold other events.
    static class Running {

        private final Instant startedAt = Instant.now();

        @Bean
        ConfigurerModule cartSaga() {
            return axon ->
                    axon.eventProcessing(events ->
                            events.registerSaga(CartSaga.class)
                                    .registerEventProcessor(
                                            PROCESSING_GROUP,
                                            (_, components, handlers) ->
                                                    processor(components, handlers)));
        }

        private EventProcessor processor(Configuration axon, EventHandlerInvoker sagas) {
            var processing = axon.eventProcessingConfiguration();
            var making =
                    ParkingProcessor.named(
                            PROCESSING_GROUP,
                            sagas,
                            Sequences::perAggregate,
                            new ParkingProcessor.Place(
                                    tokens(axon),
                                    processing.transactionManager(PROCESSING_GROUP),
                                    axon.getComponent(ConnectionProvider.class),
                                    axon.eventSerializer(),
                                    axon.getComponent(EventCorrections.class)));
            making.errorHandler(processing.errorHandler(PROCESSING_GROUP));
            making.rollbackConfiguration(processing.rollbackConfiguration(PROCESSING_GROUP));
            making.messageSource(new PacedSource(axon.eventStore(), Duration.ofMillis(10)))
                    .coordinatorExecutor(_ -> thread())
                    .workerExecutor(_ -> thread())
                    .initialSegmentCount(1)
                    .initialToken(events -> events.createTokenAt(startedAt))
                    .tokenClaimInterval(200)
                    .batchSize(20);
            return making.build();
        }

        /// A node's name is otherwise that of its JVM, which is one for both processes of a test.
        private static TokenStore tokens(Configuration axon) {
            return JdbcTokenStore.builder()
                    .connectionProvider(axon.getComponent(ConnectionProvider.class))
                    .serializer(axon.serializer())
                    .schema(EventStoreConfiguration.tokenSchema())
                    .nodeId(UUID.randomUUID().toString())
                    .build();
        }

        private static ScheduledExecutorService thread() {
            return Executors.newScheduledThreadPool(1, Thread.ofPlatform().daemon().factory());
        }
    }
}

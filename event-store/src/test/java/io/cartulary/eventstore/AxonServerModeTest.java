package io.cartulary.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.cart.CartEvent.CartOpened;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.eventstore.tail.PacedSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/// The other position of the switch, with no Axon Server to reach.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AxonServerModeTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private ConfigurableApplicationContext context;

    @BeforeAll
    void start() {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--cartulary.event-store=axon-server",
                                "--axon.axonserver.servers=localhost:1",
                                "--axon.axonserver.connect-timeout=1000",
                                "--spring.config.import=classpath:event-store.yml"));
        arguments.addAll(List.of(TestDatabase.freshStore()));
        context =
                new SpringApplicationBuilder(EventStoreContract.Application.class)
                        .web(WebApplicationType.NONE)
                        .run(arguments.toArray(String[]::new));
    }

    @AfterAll
    void stop() {
        SpringApplication.exit(context);
    }

    @Test
    void starts_without_a_server_and_says_that_it_is_not_ready() {
        var health = context.getBean(EventStoreHealth.class).health();
        assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health.getDetails().get("message").toString())
                .startsWith("The event store (axon-server) does not answer");
    }

    @Test
    void does_not_start_on_positions_of_another_store() {
        var databases = context.getBean(EventStoreProperties.class).databases();
        var kept = new KeptEventLog(databases.eventStore().unpooled(), false);
        assertThatThrownBy(() -> kept.require("postgres"))
                .hasMessageStartingWith(
                        "The events of this shop are in axon-server, and cartulary.event-store is now postgres.");
        var reader = new KeptEventLog(databases.eventStore().unpooled(), true);
        assertThatThrownBy(() -> reader.require("postgres"))
                .isInstanceOf(IllegalStateException.class);
        assertThatCode(() -> kept.require("axon-server")).doesNotThrowAnyException();
    }

    /// Then it begins where it was meant to, although it could not ask where that is.
    @Test
    void starts_processors_that_read_as_soon_as_the_store_is_there() {
        var store = new AwayAtFirst();
        var morning = opened(NOON.minusSeconds(3600));
        var afternoon = opened(NOON.plusSeconds(3600));
        store.publish(morning, afternoon);
        var all = new Seen();
        var sinceNoon = new Seen();
        try (var threads = Executors.newScheduledThreadPool(4)) {
            var processors =
                    Stream.of(
                                    processor(
                                            "all",
                                            all,
                                            store,
                                            StreamableMessageSource::createTailToken,
                                            threads),
                                    processor(
                                            "since-noon",
                                            sinceNoon,
                                            store,
                                            source -> source.createTokenAt(NOON),
                                            threads))
                            .toList();
            processors.forEach(PooledStreamingEventProcessor::start);
            store.isThere = true;
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> {
                        assertThat(all.carts).containsExactly(cartOf(morning), cartOf(afternoon));
                        assertThat(sinceNoon.carts).containsExactly(cartOf(afternoon));
                    });
            processors.forEach(PooledStreamingEventProcessor::shutDown);
        }
    }

    private static final class AwayAtFirst extends EmbeddedEventStore {

        private volatile boolean isThere;

        AwayAtFirst() {
            super(EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()));
        }

        private void ask() {
            if (!isThere) {
                throw new EventStoreException("UNAVAILABLE");
            }
        }

        @Override
        public TrackingEventStream openStream(TrackingToken position) {
            ask();
            return super.openStream(position);
        }

        @Override
        public TrackingToken createTailToken() {
            ask();
            return super.createTailToken();
        }

        @Override
        public TrackingToken createTokenAt(Instant moment) {
            ask();
            return super.createTokenAt(moment);
        }
    }

    static final class Seen {

        private final List<CartId> carts = new CopyOnWriteArrayList<>();

        @EventHandler
        void on(CartOpened event) {
            carts.add(event.cartId());
        }
    }

    private PooledStreamingEventProcessor processor(
            String name,
            Seen handler,
            AwayAtFirst store,
            Function<StreamableMessageSource<TrackedEventMessage<?>>, TrackingToken> beginning,
            ScheduledExecutorService threads) {
        return PooledStreamingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(
                        SimpleEventHandlerInvoker.builder().eventHandlers(handler).build())
                .messageSource(new PacedSource(store, Duration.ofMillis(10)))
                .tokenStore(context.getBean(TokenStore.class))
                .transactionManager(context.getBean(TransactionManager.class))
                .coordinatorExecutor(threads)
                .workerExecutor(threads)
                .initialSegmentCount(1)
                .initialToken(beginning)
                .build();
    }

    private static GenericDomainEventMessage<CartOpened> opened(Instant at) {
        var cart = CartId.next();
        return new GenericDomainEventMessage<>(
                "Cart",
                cart.value(),
                0,
                new CartOpened(cart, new CustomerId("customer-1")),
                Map.of(),
                UUID.randomUUID().toString(),
                at);
    }

    private static CartId cartOf(GenericDomainEventMessage<CartOpened> event) {
        return event.getPayload().cartId();
    }
}

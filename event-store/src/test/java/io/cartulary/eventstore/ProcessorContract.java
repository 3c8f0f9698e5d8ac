package io.cartulary.eventstore;

import static io.cartulary.eventstore.Carts.SOON;
import static io.cartulary.eventstore.Carts.append;
import static io.cartulary.eventstore.Carts.cleared;
import static io.cartulary.eventstore.Carts.name;
import static io.cartulary.eventstore.Carts.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.cart.CartId;
import io.cartulary.eventstore.parking.EventCorrections;
import io.cartulary.eventstore.parking.ParkingProcessor;
import io.cartulary.eventstore.parking.Sequences;
import io.cartulary.eventstore.tail.PacedSource;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is asked of any store by a processor that writes its batches into a table: what a batch
/// wrote and its position are one; what it wrote before it broke off is not there, and not twice
/// when it is handled again.
abstract class ProcessorContract {

    private static final int CARTS = 50;
    private static final int AMID_A_BATCH = 30;

    private final ConfigurableApplicationContext process;
    private final ConfigurableApplicationContext another;
    private final JdbcClient database;
    private final EventStore store;
    private final String name = "contract-" + UUID.randomUUID();
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

    /// What happens once, amid a batch.
    private final AtomicReference<Runnable> accident = new AtomicReference<>();

    private TrackingToken first;
    private List<CartId> carts;

    ProcessorContract(
            ConfigurableApplicationContext process, ConfigurableApplicationContext another) {
        this.process = process;
        this.another = another;
        this.database = process.getBean(JdbcClient.class);
        this.store = process.getBean(EventStore.class);
    }

    @BeforeEach
    void openCarts() {
        database.sql(
                        """
                        create table if not exists handled
                            (position bigint generated always as identity, processor text, event text)
                        """)
                .update();
        first = store.createHeadToken();
        carts = IntStream.range(0, CARTS).mapToObj(_ -> CartId.next()).toList();
        append(process, carts.stream().map(Carts::opened).toArray(EventMessage<?>[]::new));
    }

    @Test
    void handles_each_event_once_though_a_batch_breaks_off() {
        accident.set(() -> {
            throw new IllegalStateException("amid a batch");
        });
        run(process, () -> await().atMost(SOON).until(() -> handled().size() >= CARTS));

        assertThat(handled()).isEqualTo(eventsOf(carts));
    }

    /// The other process takes the processor over.
    @Test
    void handles_each_event_once_though_the_process_ends_amid_a_batch() throws Exception {
        var isAmidIt = new CountDownLatch(1);
        accident.set(() -> {
            isAmidIt.countDown();
            awaitTheEnd();
        });
        try (var threads = Executors.newScheduledThreadPool(2)) {
            processor(process, threads).start();
            assertThat(isAmidIt.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            threads.shutdownNow();
        }
        assertThat(handled()).hasSizeLessThan(AMID_A_BATCH);
        run(another, () -> await().atMost(SOON).until(() -> handled().size() >= CARTS));

        assertThat(handled()).isEqualTo(eventsOf(carts));
    }

    @Test
    void continues_after_what_it_handled_before() {
        run(process, () -> await().atMost(SOON).until(() -> handled().size() >= CARTS));
        var later = CartId.next();
        append(another, opened(later));
        run(another, () -> await().atMost(SOON).until(() -> handled().size() > CARTS));

        assertThat(handled().subList(0, CARTS)).isEqualTo(eventsOf(carts));
        assertThat(handled().subList(CARTS, handled().size())).isEqualTo(eventsOf(List.of(later)));
    }

    @Test
    void parks_an_event_that_it_cannot_handle_and_what_follows_in_its_sequence() {
        var bad = carts.get(7).value();
        unreadable.add(bad);
        append(process, cleared(carts.get(7), 1), cleared(carts.get(8), 1));
        run(
                process,
                () ->
                        await().atMost(SOON)
                                .until(() -> parked().size() == 2 && handled().size() == CARTS));

        assertThat(parked()).containsOnly(bad);
        assertThat(handled()).contains(carts.get(8) + " 1").doesNotContain(bad + " 0", bad + " 1");

        unreadable.clear();
        try (var threads = Executors.newScheduledThreadPool(2)) {
            assertThat(processor(another, threads).retry(bad)).isTrue();
        }
        assertThat(handled()).endsWith(bad + " 0", bad + " 1");
        assertThat(parked()).isEmpty();
    }

    private static void awaitTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the process ends", e);
        }
    }

    private void run(ConfigurableApplicationContext in, Runnable until) {
        try (var threads = Executors.newScheduledThreadPool(2)) {
            var processor = processor(in, threads);
            processor.start();
            until.run();
            processor.shutDown();
            threads.shutdownNow();
        }
    }

    private ParkingProcessor processor(
            ConfigurableApplicationContext in, ScheduledExecutorService threads) {
        var making =
                ParkingProcessor.named(
                        name,
                        SimpleEventHandlerInvoker.builder()
                                .eventHandlers((EventMessageHandler) this::handle)
                                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                                .build(),
                        Sequences::perAggregate,
                        new ParkingProcessor.Place(
                                in.getBean(TokenStore.class),
                                in.getBean(TransactionManager.class),
                                in.getBean(ConnectionProvider.class),
                                in.getBean(Serializer.class),
                                in.getBean(EventCorrections.class)));
        making.errorHandler(PropagatingErrorHandler.instance());
        making.rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE);
        making.messageSource(new PacedSource(in.getBean(EventStore.class), Duration.ofMillis(10)))
                .coordinatorExecutor(threads)
                .workerExecutor(threads)
                .initialSegmentCount(1)
                .initialToken(_ -> first)
                .tokenClaimInterval(200)
                .batchSize(20);
        return making.build();
    }

    private Object handle(EventMessage<?> event) {
        if (unreadable.contains(Sequences.perAggregate(event))) {
            throw new IllegalStateException("cannot be handled");
        }
        database.sql("insert into handled (processor, event) values (?, ?)")
                .params(name, name(event))
                .update();
        var happens = handled().size() == AMID_A_BATCH ? accident.getAndSet(null) : null;
        if (happens != null) {
            happens.run();
        }
        return "done";
    }

    private List<String> handled() {
        return database.sql("select event from handled where processor = ? order by position")
                .param(name)
                .query(String.class)
                .list();
    }

    private List<String> parked() {
        return database.sql(
                        "select sequence_identifier from dead_letter_entry where processing_group = ?")
                .param(name)
                .query(String.class)
                .list();
    }

    private static List<String> eventsOf(List<CartId> carts) {
        return carts.stream().map(cart -> cart + " 0").toList();
    }
}

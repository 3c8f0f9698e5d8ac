package io.cartulary.eventstore;

import static io.cartulary.eventstore.Carts.SOON;
import static io.cartulary.eventstore.Carts.cleared;
import static io.cartulary.eventstore.Carts.name;
import static io.cartulary.eventstore.Carts.next;
import static io.cartulary.eventstore.Carts.opened;
import static io.cartulary.eventstore.Carts.position;
import static io.cartulary.eventstore.Carts.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.cart.CartId;
import io.cartulary.eventstore.deciding.ConflictRetry;
import io.cartulary.eventstore.format.EventMetadata;
import io.cartulary.eventstore.outage.Outage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the shop needs of a store of events, whichever it is: two processes write to it and read
/// from it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EventStoreContract {

    private static final int CROWD = 200;

    @SpringBootApplication
    static class Application {}

    ConfigurableApplicationContext context;
    EventStore store;

    /// The same store, as another process has it.
    private ConfigurableApplicationContext elsewhere;

    /// Of an application on an empty database.
    abstract List<String> arguments();

    /// As when the server of the store is killed.
    abstract void goAway() throws Exception;

    /// Where it was, and with what it had.
    abstract void comeBack();

    @BeforeAll
    void start() {
        var arguments = arguments();
        context = run(arguments);
        store = context.getBean(EventStore.class);
        elsewhere = run(arguments);
    }

    static ConfigurableApplicationContext run(List<String> arguments) {
        return new SpringApplicationBuilder(Application.class, CartSaga.Running.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.config.import=classpath:event-store.yml",
                        "spring.main.banner-mode=off",
                        // Otherwise that of the JVM, of which there are two here.
                        "axon.axonserver.client-id=" + UUID.randomUUID())
                .run(arguments.toArray(String[]::new));
    }

    @AfterAll
    void stop() {
        SpringApplication.exit(elsewhere);
        SpringApplication.exit(context);
    }

    @Nested
    class Appending {

        @Test
        void keeps_an_event_with_its_metadata() {
            var cart = CartId.next();
            append(opened(cart).withMetaData(Map.of(EventMetadata.ACTOR_ROLE, "guest")));

            var read = store.readEvents(cart.value()).next();
            assertThat(read.getPayload()).isEqualTo(opened(cart).getPayload());
            assertThat(read.getMetaData()).containsEntry(EventMetadata.ACTOR_ROLE, "guest");
        }

        @Test
        void refuses_a_second_event_with_the_same_number() {
            var cart = CartId.next();
            append(opened(cart));
            append(cleared(cart, 1));
            assertThatThrownBy(() -> append(cleared(cart, 1)))
                    .matches(ConflictRetry::isConflict, "is a conflict");
            assertThatThrownBy(() -> append(opened(cart)))
                    .matches(ConflictRetry::isConflict, "is a conflict");
        }

        @Test
        void refuses_what_another_process_recorded_first() {
            var cart = CartId.next();
            append(opened(cart));
            Carts.append(elsewhere, cleared(cart, 1));
            assertThatThrownBy(() -> append(cleared(cart, 1)))
                    .matches(ConflictRetry::isConflict, "is a conflict");
            assertThat(numbersOf(cart)).containsExactly(0L, 1L);
        }

        @Test
        void leaves_nothing_behind_when_the_transaction_fails_before_its_commit() {
            var cart = CartId.next();
            assertThatThrownBy(() ->
                            within(
                                    context,
                                    () -> {
                                        store.publish(opened(cart));
                                        throw new IllegalStateException("after the append");
                                    }))
                    .hasMessage("after the append");
            assertThat(numbersOf(cart)).isEmpty();
        }

        @Test
        void undoes_what_else_the_transaction_wrote_when_it_is_refused() {
            var carts = List.of(CartId.next(), CartId.next());
            var notes = context.getBean(JdbcClient.class);
            notes.sql("create table if not exists note (text text primary key)").update();
            append(opened(carts.getLast()));
            assertThatThrownBy(() ->
                            within(
                                    context,
                                    () -> {
                                        store.publish(opened(carts.getFirst()));
                                        notes.sql("insert into note values ('noted')").update();
                                        store.publish(opened(carts.getLast()));
                                    }))
                    .matches(ConflictRetry::isConflict, "is a conflict");
            assertThat(numbersOf(carts.getFirst())).isEmpty();
            assertThat(notes.sql("select text from note").query().listOfRows()).isEmpty();
        }

        @Test
        void lets_those_of_many_fail_alone_that_are_refused() {
            var taken = CartId.next();
            append(opened(taken));
            var fresh = IntStream.range(0, CROWD).mapToObj(_ -> CartId.next()).toList();
            var refused = new AtomicInteger();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var cart : fresh) {
                    threads.execute(() -> append(opened(cart)));
                    threads.execute(() -> {
                        try {
                            append(opened(taken));
                        } catch (RuntimeException e) {
                            if (ConflictRetry.isConflict(e)) {
                                refused.incrementAndGet();
                            }
                        }
                    });
                }
            }
            assertThat(refused).hasValue(CROWD);
            assertThat(fresh).allMatch(cart -> numbersOf(cart).equals(List.of(0L)));
        }
    }

    @Nested
    class Reading {

        /// An event is the same whether it was read back or not.
        @Test
        void shows_an_own_event_as_it_is_stored() throws Exception {
            var cart = CartId.next();
            try (var stream = store.openStream(store.createHeadToken())) {
                append(opened(cart).withMetaData(Map.of(EventMetadata.ACTOR_ROLE, "guest")));
                var followed = (DomainEventMessage<?>) next(stream);
                var stored = store.readEvents(cart.value()).next();
                assertThat(followed.getPayload()).isEqualTo(stored.getPayload());
                assertThat(followed.getTimestamp()).isEqualTo(stored.getTimestamp());
                assertThat(followed.getMetaData()).isEqualTo(stored.getMetaData());
                assertThat(followed.getIdentifier()).isEqualTo(stored.getIdentifier());
                assertThat(followed.getSequenceNumber()).isEqualTo(stored.getSequenceNumber());
            }
        }

        /// Writers on both processes, some of whose transactions fail.
        @Test
        void sees_every_event_once_and_those_of_an_aggregate_in_order() throws Exception {
            var seed = Long.getLong("seed", System.nanoTime());
            System.out.println("seed " + seed);
            var committed = Collections.synchronizedList(new ArrayList<String>());
            try (var stream = store.openStream(store.createHeadToken())) {
                try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
                    var written = new ArrayList<Future<?>>();
                    for (var writer = 0; writer < 6; writer++) {
                        var random = new Random(seed + writer);
                        var process = writer % 2 == 0 ? context : elsewhere;
                        written.add(writers.submit(() -> write(process, random, committed)));
                    }
                    for (var writing : written) {
                        writing.get();
                    }
                }
                var seen = new ArrayList<String>();
                var positions = new ArrayList<Long>();
                while (seen.size() < committed.size()) {
                    var event = next(stream);
                    seen.add(name(event));
                    positions.add(event.trackingToken().position().orElseThrow());
                }
                assertThat(stream.hasNextAvailable(200, TimeUnit.MILLISECONDS)).isFalse();
                assertThat(seen).containsExactlyInAnyOrderElementsOf(committed);
                assertThat(positions).isSorted().doesNotHaveDuplicates();
                assertThat(seen.stream().filter(name -> name.endsWith(" 1")))
                        .allMatch(name ->
                                seen.indexOf(name.replace(" 1", " 0")) < seen.indexOf(name));
            }
        }

        private void write(
                ConfigurableApplicationContext process, Random random, List<String> committed) {
            for (var n = 0; n < 40; n++) {
                var cart = CartId.next();
                if (random.nextInt(5) == 0) {
                    assertThatThrownBy(() ->
                                    within(
                                            process,
                                            () -> {
                                                process.getBean(EventStore.class)
                                                        .publish(opened(cart));
                                                throw new IllegalStateException("given up");
                                            }))
                            .hasMessage("given up");
                } else if (random.nextBoolean()) {
                    Carts.append(process, opened(cart));
                    Carts.append(process, cleared(cart, 1));
                    committed.addAll(List.of(cart + " 0", cart + " 1"));
                } else {
                    Carts.append(process, opened(cart), cleared(cart, 1));
                    committed.addAll(List.of(cart + " 0", cart + " 1"));
                }
            }
        }
    }

    @Nested
    class Positions {

        @Test
        void a_reader_continues_after_the_position_it_kept() throws Exception {
            var carts = IntStream.range(0, 5).mapToObj(_ -> CartId.next()).toList();
            var before = store.createHeadToken();
            carts.forEach(cart -> append(opened(cart)));
            TrackingToken kept;
            try (var stream = store.openStream(before)) {
                next(stream);
                kept = next(stream).trackingToken();
            }
            try (var stream = store.openStream(kept)) {
                assertThat(name(next(stream))).isEqualTo(carts.get(2) + " 0");
            }
        }

        @Test
        void the_head_covers_what_was_appended_and_nothing_after_it() {
            var before = position(store.createHeadToken());
            append(opened(CartId.next()));
            var after = position(store.createHeadToken());
            assertThat(after).isGreaterThan(before);
            assertThat(position(store.createHeadToken())).isEqualTo(after);
        }

        /// Positions of all stores begin behind 0, which is nothing's.
        @Test
        void the_first_event_follows_the_tail() throws Exception {
            append(opened(CartId.next()));
            try (var stream = store.openStream(store.createTailToken())) {
                assertThat(position(next(stream).trackingToken())).isPositive();
            }
            try (var stream = store.openStream(null)) {
                assertThat(position(next(stream).trackingToken())).isPositive();
            }
            try (var stream = store.openStream(new GlobalSequenceTrackingToken(0))) {
                assertThat(position(next(stream).trackingToken())).isPositive();
            }
        }

        @Test
        void a_moment_is_before_what_was_recorded_after_it() throws Exception {
            append(opened(CartId.next()));
            var moment = Instant.now().plusMillis(20);
            await().until(() -> Instant.now().isAfter(moment.plusMillis(20)));
            var cart = CartId.next();
            append(opened(cart));
            try (var stream = store.openStream(store.createTokenAt(moment))) {
                assertThat(name(next(stream))).isEqualTo(cart + " 0");
            }
        }

        /// A reader that is far behind the end reads the store itself, and comes to the end.
        @Test
        void a_reader_from_far_behind_meets_the_end() throws Exception {
            var before = store.createHeadToken();
            var carts = IntStream.range(0, 3_000).mapToObj(_ -> CartId.next()).toList();
            for (var from = 0; from < carts.size(); from += 500) {
                append(
                        carts.subList(from, from + 500).stream()
                                .map(Carts::opened)
                                .toArray(EventMessage<?>[]::new));
            }
            try (var stream = store.openStream(before)) {
                for (var cart : carts) {
                    assertThat(name(next(stream))).isEqualTo(cart + " 0");
                }
                var last = CartId.next();
                Carts.append(elsewhere, opened(last));
                assertThat(name(next(stream))).isEqualTo(last + " 0");
            }
        }
    }

    @Nested
    class Snapshots {

        @Test
        void an_aggregate_is_read_from_its_last_one() {
            var cart = CartId.next();
            append(opened(cart), cleared(cart, 1));
            within(context, () -> store.storeSnapshot(cleared(cart, 1)));
            append(cleared(cart, 2));

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(numbersOf(cart)).containsExactly(1L, 2L));
            assertThat(
                            store.readEvents(cart.value(), 0)
                                    .asStream()
                                    .map(DomainEventMessage::getSequenceNumber))
                    .containsExactly(0L, 1L, 2L);
        }
    }

    @Nested
    class Processors extends ProcessorContract {
        Processors() {
            super(context, elsewhere);
        }
    }

    @Nested
    class Sagas extends SagaContract {
        Sagas() {
            super(context);
        }
    }

    @Nested
    class Outages {

        @Test
        void are_distinguished_from_faults_and_readers_continue_when_they_are_over()
                throws Exception {
            try (var stream = store.openStream(store.createHeadToken())) {
                var before = CartId.next();
                append(opened(before));
                assertThat(next(stream).getPayload()).isEqualTo(opened(before).getPayload());
                goAway();
                try {
                    assertThatThrownBy(() -> append(opened(CartId.next())))
                            .matches(Outage::ofDatabase, "is an outage");
                    assertThatThrownBy(() -> store.readEvents(before.value()).hasNext())
                            .matches(Outage::ofDatabase, "is an outage");
                } finally {
                    comeBack();
                }
                var after = CartId.next();
                await().atMost(SOON)
                        .ignoreExceptionsMatching(Outage::ofDatabase)
                        .until(() -> {
                            append(opened(after));
                            return true;
                        });
                assertThat(next(stream).getPayload()).isEqualTo(opened(after).getPayload());
            }
        }
    }

    void append(EventMessage<?>... events) {
        Carts.append(context, events);
    }

    private List<Long> numbersOf(CartId cart) {
        return Carts.numbersOf(store, cart);
    }
}

package io.cartulary.eventstore;

import static io.cartulary.eventstore.Carts.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.cartulary.events.Personal;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.order.Contact;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.tests.Gate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// PostgreSQL as a store of events: what is asked of any, and how transactions that overlap are
/// read.
class EventStoreTest extends EventStoreContract {

    private final List<String> arguments = List.of(TestDatabase.freshStore());
    private final Gate gate = TestDatabase.gateTo(arguments);
    private DataSource database;

    @Override
    List<String> arguments() {
        return TestDatabase.through(gate, arguments);
    }

    @Override
    void goAway() throws SQLException {
        database.unwrap(HikariDataSource.class).setConnectionTimeout(1_000);
        gate.shut();
    }

    @Override
    void comeBack() {
        gate.open();
    }

    @AfterAll
    void shutGate() {
        gate.close();
    }

    @BeforeAll
    void findDatabase() {
        database = context.getBean(DataSource.class);
    }

    @Nested
    class Rows {

        @Test
        void keep_an_event_under_a_name_of_ours() {
            var cart = CartId.next();
            append(opened(cart));

            var type =
                    JdbcClient.create(database)
                            .sql(
                                    "select payload_type || ' ' || payload_revision from domain_event_entry"
                                            + " where aggregate_identifier = ?")
                            .param(cart.value())
                            .query(String.class)
                            .single();
            assertThat(type).isEqualTo("cart.CartOpened 1");
        }
    }

    @Nested
    class OverlappingTransactions {

        /// What this process appended is not read back; what others did comes between.
        @Test
        void sees_own_events_and_those_of_others_in_their_order() throws Exception {
            var seen = new ArrayList<String>();
            var expected = new ArrayList<String>();
            try (var stream = store.openStream(store.createHeadToken())) {
                for (var cart = 0; cart < 60; cart++) {
                    var id = CartId.next();
                    expected.add(id.value());
                    if (cart % 3 == 0) {
                        try (var other = begin()) {
                            insert(other, id.value(), 0);
                            other.commit();
                        }
                    } else {
                        append(opened(id));
                    }
                    if (cart % 7 == 0) { // an index that no one will use
                        try (var other = begin()) {
                            insert(other, CartId.next().value(), 0);
                            other.rollback();
                        }
                    }
                }
                while (seen.size() < expected.size()) {
                    assertThat(stream.hasNextAvailable(5, TimeUnit.SECONDS)).isTrue();
                    seen.add(aggregate(stream.nextAvailable()));
                }
            }
            assertThat(seen).isEqualTo(expected);
        }

        @Test
        void never_passes_an_event_that_is_still_being_appended() throws Exception {
            var slow = CartId.next();
            var quick = List.of(CartId.next(), CartId.next(), CartId.next());
            try (var stream = store.openStream(store.createHeadToken());
                    var held = begin()) {
                insert(held, slow.value(), 0);
                quick.forEach(cart -> append(opened(cart)));
                assertThat(stream.hasNextAvailable(300, TimeUnit.MILLISECONDS)).isFalse();
                held.commit();

                var seen = new ArrayList<String>();
                for (int event = 0; event < 4; event++) {
                    assertThat(stream.hasNextAvailable(5, TimeUnit.SECONDS)).isTrue();
                    seen.add(aggregate(stream.nextAvailable()));
                }
                assertThat(seen).startsWith(slow.value()).hasSize(4);
            }
        }

        /// A transaction that began first may append last. Reading by the transactions' ids alone
        /// would show its event, the aggregate's second, before the first.
        @Test
        void keeps_the_order_of_an_aggregate_when_an_early_transaction_appends_late()
                throws Exception {
            var cart = CartId.next().value();
            try (var stream = store.openStream(store.createHeadToken());
                    var early = begin();
                    var middle = begin();
                    var late = begin()) {
                drawTransactionId(early);
                drawTransactionId(
                        middle); // stays open: no transaction after it is known to be over
                drawTransactionId(late);
                insert(late, cart, 0);
                late.commit();
                insert(early, cart, 1);
                early.commit();

                var numbers = new ArrayList<Long>();
                for (int event = 0; event < 2; event++) {
                    assertThat(stream.hasNextAvailable(5, TimeUnit.SECONDS)).isTrue();
                    numbers.add(
                            ((DomainEventMessage<?>) stream.nextAvailable()).getSequenceNumber());
                }
                assertThat(numbers).containsExactly(0L, 1L);
            }
        }

        @Test
        void goes_on_after_an_append_that_was_rolled_back() throws Exception {
            var cart = CartId.next();
            try (var stream = store.openStream(store.createHeadToken())) {
                try (var failed = begin()) {
                    insert(failed, CartId.next().value(), 0);
                    failed.rollback();
                }
                append(opened(cart));
                assertThat(stream.hasNextAvailable(5, TimeUnit.SECONDS)).isTrue();
                assertThat(aggregate(stream.nextAvailable())).isEqualTo(cart.value());
            }
        }

        /// Many writers with random pauses and roll-backs: every reader sees each committed index
        /// once, in order.
        @Test
        void sees_every_event_of_many_writers_once_and_in_order() throws Exception {
            var seed = Long.getLong("seed", System.nanoTime());
            System.out.println("seed " + seed);
            var committed = Collections.synchronizedList(new ArrayList<String>());
            try (var stream = store.openStream(store.createHeadToken())) {
                var writers =
                        IntStream.range(0, 6)
                                .mapToObj(writer ->
                                        Thread.ofVirtual()
                                                .start(() -> write(seed + writer, committed)))
                                .toList();
                var seen = new ArrayList<String>();
                var indexes = new ArrayList<Long>();
                for (var writer : writers) {
                    writer.join();
                }
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> {
                            while (stream.hasNextAvailable(50, TimeUnit.MILLISECONDS)) {
                                var event = stream.nextAvailable();
                                seen.add(aggregate(event));
                                indexes.add(event.trackingToken().position().orElseThrow());
                            }
                            assertThat(seen).hasSize(committed.size());
                        });
                assertThat(seen).containsExactlyInAnyOrderElementsOf(committed);
                assertThat(indexes).isSorted().doesNotHaveDuplicates();
            }
        }

        private void write(long seed, List<String> committed) {
            var random = new Random(seed);
            for (int n = 0; n < 60; n++) {
                var cart = CartId.next().value();
                try (var connection = begin()) {
                    if (random.nextBoolean()) {
                        drawTransactionId(connection);
                    }
                    insert(connection, cart, 0);
                    connection
                            .createStatement()
                            .execute("select pg_sleep(" + random.nextInt(4) / 1000.0 + ")");
                    if (random.nextInt(5) == 0) {
                        connection.rollback();
                    } else {
                        connection.commit();
                        committed.add(cart);
                    }
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    @Nested
    class PersonalData {

        private final Serializer serializer = context.getBean(Serializer.class);
        private final PersonalDataCipher cipher = context.getBean(PersonalDataCipher.class);

        record Note(Personal<Contact> contact, Personal<String> nickname) {}

        @Test
        void is_stored_encrypted_and_read_back() {
            var note =
                    new Note(
                            Personal.of("customer-1", new Contact("ada@example.org", null)),
                            Personal.of("customer-1", "Ada"));
            var stored = serializer.serialize(note, String.class);
            assertThat(stored.getData()).doesNotContain("ada", "Ada").contains("p1:customer-1:");
            assertThat(serializer.<String, Note>deserialize(stored)).isEqualTo(note);
        }

        @Test
        void is_gone_once_the_key_is() throws SQLException {
            var stored = cipher.seal("customer-2", "secret");
            try (var keys = keys();
                    var statement = keys.createStatement()) {
                statement.execute(
                        "update personal_key set key = null where subject = 'customer-2'");
            }
            var elsewhere =
                    new PersonalDataCipher(
                            context.getBean("personalKeysDataSource", DataSource.class));
            assertThat(elsewhere.open(stored)).isEmpty();
            assertThatThrownBy(() -> elsewhere.seal("customer-2", "more"))
                    .isInstanceOf(PersonalDataCipher.ErasedSubject.class);
        }

        @Test
        void cannot_be_moved_to_another_person() {
            var stored = cipher.seal("customer-3", "secret");
            cipher.seal("customer-4", "other");
            assertThatThrownBy(() -> cipher.open(stored.replace("customer-3", "customer-4")))
                    .hasMessageContaining("was changed");
        }

        private Connection keys() throws SQLException {
            return context.getBean("personalKeysDataSource", DataSource.class).getConnection();
        }
    }

    private static String aggregate(TrackedEventMessage<?> event) {
        return ((DomainEventMessage<?>) event).getAggregateIdentifier();
    }

    private Connection begin() throws SQLException {
        var connection = database.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void drawTransactionId(Connection connection) throws SQLException {
        connection.createStatement().execute("select pg_current_xact_id()");
    }

    private static void insert(Connection connection, String aggregate, long number)
            throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        "insert into domain_event_entry (aggregate_identifier, sequence_number, type,"
                                + " event_identifier, time_stamp, payload_type, payload_revision, payload, meta_data)"
                                + " values (?, ?, 'Cart', gen_random_uuid()::text, ?, 'cart.CartOpened', '1', ?, ?)")) {
            insert.setString(1, aggregate);
            insert.setLong(2, number);
            insert.setObject(3, Instant.EPOCH.atOffset(java.time.ZoneOffset.UTC));
            insert.setBytes(
                    4,
                    "{\"cartId\":\"%s\",\"customerId\":\"customer-1\"}"
                            .formatted(aggregate)
                            .getBytes());
            insert.setBytes(5, "{}".getBytes());
            insert.executeUpdate();
        }
    }
}

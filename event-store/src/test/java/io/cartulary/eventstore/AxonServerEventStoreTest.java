package io.cartulary.eventstore;

import static io.cartulary.eventstore.Carts.SOON;
import static io.cartulary.eventstore.Carts.opened;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.cart.CartId;
import io.cartulary.eventstore.axonserver.ForeignLog;
import io.cartulary.eventstore.outage.StoreUnavailable;
import io.cartulary.tests.axonserver.InMemoryAxonServer;
import io.cartulary.tests.axonserver.TestAxonServer;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Axon Server as a store of events: what is asked of any, and how it is distinguished from another
/// one.
@Tag("axon-server")
class AxonServerEventStoreTest extends EventStoreContract {

    private final TestAxonServer server = TestAxonServer.start(100);

    @Override
    List<String> arguments() {
        return on(server, List.of(TestDatabase.freshStore()));
    }

    private static List<String> on(TestAxonServer server, List<String> database) {
        var arguments = new ArrayList<>(database);
        arguments.add("--cartulary.event-store=axon-server");
        arguments.add("--axon.axonserver.servers=" + server.address());
        arguments.add("--axon.axonserver.connect-timeout=2000");
        return arguments;
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @Override
    void goAway() {
        server.goAway();
    }

    @Override
    void comeBack() {
        server.comeBack();
    }

    @Nested
    class AnotherServer {

        private final List<String> database = List.of(TestDatabase.freshStore());

        /// It was emptied, or another one has its address.
        @Test
        void is_refused_at_the_start() {
            try (var first = new InMemoryAxonServer(100)) {
                useOnce(first);
            }
            try (var emptied = new InMemoryAxonServer(100)) {
                assertThatThrownBy(() -> useOnce(emptied))
                        .extracting(NestedExceptionUtils::getMostSpecificCause)
                        .isInstanceOf(ForeignLog.class)
                        .extracting(Throwable::getMessage)
                        .asString()
                        .startsWith(
                                "The first event in the Axon Server is null, and of this shop it is ");
            }
        }

        /// It came after the process had started.
        @Test
        void is_neither_read_nor_written_to() {
            var server = new InMemoryAxonServer(100);
            useOnce(server);
            server.goAway();
            var context = run(on(server, database));
            try (var _ = server.emptied()) {
                var events = context.getBean(EventStore.class);
                await().atMost(SOON)
                        .untilAsserted(() ->
                                assertThatThrownBy(() -> events.publish(opened(CartId.next())))
                                        .isInstanceOf(ForeignLog.class));
                assertThatThrownBy(events::createHeadToken).isInstanceOf(ForeignLog.class);
            } finally {
                SpringApplication.exit(context);
            }
        }

        @Test
        void is_recognised_by_positions_beyond_its_end() {
            try (var restored = new InMemoryAxonServer(100)) {
                var context = run(on(restored, database));
                context.getBean(EventStore.class).publish(opened(CartId.next()));
                context.getBean(JdbcClient.class)
                        .sql(
                                "insert into token_entry values ('a', 0, '{\"globalIndex\":7}', 'type', '', null)")
                        .update();
                SpringApplication.exit(context);

                assertThatThrownBy(() -> useOnce(restored))
                        .extracting(NestedExceptionUtils::getMostSpecificCause)
                        .isInstanceOf(ForeignLog.class)
                        .extracting(Throwable::getMessage)
                        .asString()
                        .contains("handled events up to position 7", "has position 1");
            }
        }

        private void useOnce(TestAxonServer server) {
            var context = run(on(server, database));
            try {
                var events = context.getBean(EventStore.class);
                await().atMost(SOON)
                        .ignoreExceptionsInstanceOf(StoreUnavailable.class)
                        .until(() -> {
                            events.publish(opened(CartId.next()));
                            return true;
                        });
                events.createHeadToken();
            } finally {
                SpringApplication.exit(context);
            }
        }
    }
}

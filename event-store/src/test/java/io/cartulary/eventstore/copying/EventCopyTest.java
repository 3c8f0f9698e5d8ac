package io.cartulary.eventstore.copying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cartulary.embedded.parts.DatabaseUser;
import io.cartulary.embedded.parts.SharedParts;
import io.cartulary.events.cart.CartEvent.CartOpened;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.eventstore.TestDatabase;
import io.cartulary.eventstore.format.EventMetadata;
import io.cartulary.tests.axonserver.InMemoryAxonServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A shop whose log has gaps is carried to an Axon Server and back, while processors are behind.
class EventCopyTest {

    @SpringBootApplication(scanBasePackages = "io.cartulary.eventstore")
    static class Application {}

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final List<String> database = List.of(TestDatabase.freshStore());
    private final DataSource events =
            SharedParts.database(named("event-store.url"), DatabaseUser.COMMAND_SIDE).dataSource();
    private final DataSource views =
            SharedParts.database(
                            "copied_views_" + NUMBER.incrementAndGet(), DatabaseUser.COMMAND_SIDE)
                    .dataSource();
    private final InMemoryAxonServer server = new InMemoryAxonServer(100);
    private final List<String> reported = new ArrayList<>();
    private final List<CartId> carts = new ArrayList<>();

    /// The name of one of the databases that the application is given.
    private String named(String setting) {
        return database.stream()
                .filter(argument -> argument.contains(setting))
                .map(argument -> argument.replaceAll(".*/([^/?]+)(\\?.*)?$", "$1"))
                .findFirst()
                .orElseThrow();
    }

    @BeforeEach
    void sell() {
        var readModels = JdbcClient.create(views);
        readModels
                .sql("create table event_log (only_row boolean default true, kind varchar(32))")
                .update();
        readModels.sql("insert into event_log (kind) values ('postgres')").update();
        readModels
                .sql(
                        "create table token_entry (processor_name varchar(255), segment int, token bytea, timestamp text, owner text)")
                .update();
        run(context -> {
            for (var event = 0; event < 5; event++) {
                burnAPosition();
                open(context);
            }
            keep(events, "at the end", positionOf(4));
            keep(events, "not begun", 0);
            keep(views, "behind", positionOf(2));
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void processors_continue_where_they_were_in_either_store() {
        var last = positionOf(4);
        JdbcClient.create(events)
                .sql(
                        "insert into handled_ahead (processor, sequence, position) values ('sagas', 'order', ?)")
                .param(positionOf(1))
                .update();
        assertThat(last).as("there are gaps").isGreaterThan(5);

        copy(EventCopy::toAxonServer);

        run(
                context -> {
                    assertThat(following(context, kept(views, "behind")))
                            .containsExactlyElementsOf(carts.subList(3, 5));
                    assertThat(following(context, kept(events, "not begun")))
                            .containsExactlyElementsOf(carts);
                    assertThat(following(context, handledAhead()))
                            .containsExactlyElementsOf(carts.subList(2, 5));
                    assertThat(kept(events, "at the end")).isEqualTo(last);
                    assertThat(following(context, last)).isEmpty();
                    open(context);
                    assertThat(head(context)).isEqualTo(last + 1);
                    keep(views, "behind", last);
                },
                "--cartulary.event-store=axon-server",
                "--axon.axonserver.servers=" + server.address());

        copy(EventCopy::toPostgres);

        run(context -> {
            assertThat(following(context, kept(views, "behind"))).containsExactly(carts.getLast());
            assertThat(following(context, 0)).containsExactlyElementsOf(carts);
            assertThat(kept(events, "at the end")).isEqualTo(last);
            assertThat(handledAhead()).isEqualTo(positionOf(1));
            open(context);
            assertThat(head(context)).isEqualTo(last + 2);
            var stored =
                    context.getBean(EventStore.class).readEvents(carts.getFirst().value()).next();
            assertThat(stored.getMetaData()).containsEntry(EventMetadata.ACTOR_ROLE, "guest");
        });
        assertThat(reported).anyMatch(line -> line.startsWith("5 events are equal in both"));
    }

    /// Before the positions were moved.
    @Test
    void one_that_was_interrupted_is_resumed() {
        var positions = List.of(kept(views, "behind"), kept(events, "at the end"));
        copy(EventCopy::toAxonServer);
        JdbcClient.create(events).sql("update event_log set kind = 'postgres'").update();
        run(this::open);

        copy(EventCopy::toAxonServer);

        assertThat(reported).contains("Axon Server has the first 5 events already.");
        assertThat(reported).anyMatch(line -> line.startsWith("6 events are equal in both"));
        assertThat(positions.getLast()).isEqualTo(kept(events, "at the end"));
    }

    @Test
    void another_log_is_left_alone_and_the_shop_stays_where_it_is() {
        copy(EventCopy::toAxonServer);
        JdbcClient.create(events).sql("update event_log set kind = 'postgres'").update();
        JdbcClient.create(events)
                .sql("update domain_event_entry set payload = '{}' where global_index = ?")
                .param(positionOf(1))
                .update();

        assertThatThrownBy(() -> copy(EventCopy::toAxonServer))
                .isInstanceOf(CopyFailed.class)
                .hasMessageStartingWith("Event 2 in Axon Server is another one");
        assertThatCode(() -> run(_ -> {})).doesNotThrowAnyException();
    }

    @Test
    void a_shop_that_runs_is_left_alone() {
        run(_ ->
                assertThatThrownBy(() -> copy(EventCopy::toAxonServer))
                        .hasMessageStartingWith("A process of this shop is running"));
    }

    @Test
    void what_was_moved_is_not_moved_again() {
        copy(EventCopy::toAxonServer);

        assertThatThrownBy(() -> copy(EventCopy::toAxonServer))
                .hasMessage("The events of this shop are in axon-server already.");
    }

    private long handledAhead() {
        return JdbcClient.create(events)
                .sql("select position from handled_ahead")
                .query(Long.class)
                .single();
    }

    private void copy(Consumer<EventCopy> direction) {
        var connections =
                AxonServerConnectionManager.builder()
                        .axonServerConfiguration(
                                AxonServerConfiguration.builder()
                                        .servers(server.address())
                                        .componentName("copy")
                                        .build())
                        .routingServers(server.address())
                        .build();
        try {
            direction.accept(
                    new EventCopy(
                            events,
                            views,
                            connections.getConnection().eventChannel(),
                            reported::add));
        } finally {
            connections.shutdown();
        }
    }

    private void run(Consumer<ConfigurableApplicationContext> work, String... more) {
        var arguments = new ArrayList<>(database);
        arguments.addAll(List.of(more));
        var context =
                new SpringApplicationBuilder(Application.class)
                        .web(WebApplicationType.NONE)
                        .properties(
                                "spring.config.import=classpath:event-store.yml",
                                "spring.main.banner-mode=off")
                        .run(arguments.toArray(String[]::new));
        try {
            work.accept(context);
        } finally {
            SpringApplication.exit(context);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> !new KeptPositions(events).isInUse());
    }

    private void open(ConfigurableApplicationContext context) {
        var cart = CartId.next();
        carts.add(cart);
        context.getBean(TransactionManager.class)
                .executeInTransaction(() ->
                        context.getBean(EventStore.class)
                                .publish(
                                        new GenericDomainEventMessage<>(
                                                "Cart",
                                                cart.value(),
                                                0,
                                                new CartOpened(cart, new CustomerId("customer-1")),
                                                Map.of(EventMetadata.ACTOR_ROLE, "guest"))));
    }

    private void burnAPosition() {
        JdbcClient.create(events)
                .sql("select nextval('domain_event_entry_global_index_seq')")
                .query(Long.class)
                .single();
    }

    private long positionOf(int event) {
        return JdbcClient.create(events)
                .sql("select global_index from domain_event_entry where aggregate_identifier = ?")
                .param(carts.get(event).value())
                .query(Long.class)
                .single();
    }

    private static void keep(DataSource database, String processor, long position) {
        var tokens = JdbcClient.create(database);
        tokens.sql("delete from token_entry where processor_name = ?").param(processor).update();
        tokens.sql(
                        "insert into token_entry (processor_name, segment, token, timestamp) values (?, 0, ?, '')")
                .params(processor, "{\"globalIndex\":%d}".formatted(position).getBytes())
                .update();
    }

    private static long kept(DataSource database, String processor) {
        return JdbcClient.create(database)
                .sql(
                        "select (convert_from(token, 'UTF8')::jsonb ->> 'globalIndex')::bigint from token_entry where processor_name = ?")
                .param(processor)
                .query(Long.class)
                .single();
    }

    private static long head(ConfigurableApplicationContext context) {
        return context.getBean(EventStore.class).createHeadToken().position().orElseThrow();
    }

    private static List<CartId> following(ConfigurableApplicationContext context, long position) {
        var following = new ArrayList<CartId>();
        try (var stream =
                context.getBean(EventStore.class)
                        .openStream(new GlobalSequenceTrackingToken(position))) {
            while (stream.hasNextAvailable(500, TimeUnit.MILLISECONDS)) {
                following.add(
                        new CartId(
                                ((DomainEventMessage<?>) stream.nextAvailable())
                                        .getAggregateIdentifier()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return following;
    }
}

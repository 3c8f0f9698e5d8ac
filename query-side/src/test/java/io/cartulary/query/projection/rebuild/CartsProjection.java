package io.cartulary.query.projection.rebuild;

import static io.cartulary.eventstore.tables.ColumnType.*;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.cart.CartEvent;
import io.cartulary.events.cart.CartEvent.CartOpened;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.eventstore.tables.Table;
import io.cartulary.query.QueryNode;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import io.cartulary.query.projection.answer.NotYetVisible;
import io.cartulary.query.projection.comparison.Contents;
import io.cartulary.web.consistency.Position;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Counts the events of each cart, and can be made to fail.
class CartsProjection implements ProjectionDefinition {

    private static final Table CART = Table.named("cart");
    private static final Column<String> CART_ID = CART.key("cart_id", TEXT);
    private static final Column<Integer> EVENTS = CART.sum("events", INTEGER);

    private final JdbcTemplate database;

    /// Carts whose rows no database would take, and customers whose carts have such rows.
    final Set<String> poisoned = ConcurrentHashMap.newKeySet();

    /// Whether nothing can be written at the moment.
    volatile boolean serverIsAway;

    /// From this generation on the program has a fault: some carts count twice, some not at all.
    volatile int wrongFrom = Integer.MAX_VALUE;

    final Set<String> doubled = ConcurrentHashMap.newKeySet();
    final Set<String> overlooked = ConcurrentHashMap.newKeySet();

    /// Called when a generation is about to be compared, and when it is frozen for that.
    volatile Consumer<Moment> watcher = _ -> {};

    enum Moment {
        CAUGHT_UP,
        COMPARED
    }

    CartsProjection(@Qualifier("readModels") JdbcTemplate database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "carts";
    }

    @Override
    public boolean isNeededToServe() {
        return true;
    }

    @Override
    public Set<Class<? extends DomainEvent>> reads() {
        return Set.of(CartEvent.class);
    }

    @Override
    public Storage storage(Generation generation) {
        var tables = new SchemaStorage(generation, database, Table.ddl(CART));
        return new Storage() {
            @Override
            public void create() {
                tables.create();
            }

            @Override
            public void beforeLive() {
                watcher.accept(Moment.CAUGHT_UP);
                tables.beforeLive();
            }

            @Override
            public List<Contents> contents() {
                watcher.accept(Moment.COMPARED);
                return tables.contents();
            }

            @Override
            public void drop() {
                tables.drop();
            }
        };
    }

    @Override
    public BatchHandler create(Generation generation) {
        return () -> new Counts(generation);
    }

    JdbcClient client() {
        return JdbcClient.create(database);
    }

    int events(Generation generation, String cart) {
        return database
                .queryForList(
                        "select events from %s.cart where cart_id = ?"
                                .formatted(generation.schema()),
                        Integer.class,
                        cart)
                .stream()
                .findFirst()
                .orElse(0);
    }

    void await(QueryNode node, Position position) {
        var live = node.bean(AwaitedGenerations.class);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreException(NotYetVisible.class)
                .untilAsserted(() -> live.await(live.of(name()), position));
    }

    private final class Counts implements BatchHandler.Batch {

        private final Rows rows;
        private final boolean wrong;

        Counts(Generation generation) {
            rows = new Rows(generation.schema());
            wrong = generation.number() >= wrongFrom;
        }

        @Override
        public void on(DomainEvent event, EventMessage<?> message) {
            var cart = event.aggregateId();
            if (wrong && overlooked.contains(cart)) {
                return;
            }
            var counted = wrong && doubled.contains(cart) ? 2 : 1;
            // PostgreSQL takes no text with a NUL in it.
            var unwritable =
                    poisoned.contains(cart)
                            || event instanceof CartOpened opened
                                    && poisoned.contains(opened.customerId().value());
            rows.of(CART, unwritable ? "\0" : cart).merge(EVENTS, counted, Integer::sum);
        }

        @Override
        public void flush() throws IOException {
            if (serverIsAway) {
                throw new IOException("made to be away");
            }
            rows.write(database);
        }
    }
}

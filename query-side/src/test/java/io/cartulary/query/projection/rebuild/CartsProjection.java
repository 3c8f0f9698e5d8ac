package io.cartulary.query.projection.rebuild;

import static io.cartulary.eventstore.tables.BatchTable.Type.INTEGER;
import static io.cartulary.eventstore.tables.BatchTable.Type.TEXT;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.cart.CartEvent;
import io.cartulary.eventstore.tables.BatchTable;
import io.cartulary.query.QueryNode;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import io.cartulary.query.projection.answer.NotYetVisible;
import io.cartulary.web.consistency.Position;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Counts the events of each cart, and can be made to fail.
class CartsProjection implements ProjectionDefinition {

    private static final String TABLES =
            "create table cart (cart_id text primary key, events integer not null)";

    private final JdbcTemplate database;

    /// Carts whose rows no database would take.
    final Set<String> poisoned = ConcurrentHashMap.newKeySet();

    /// Whether nothing can be written at the moment.
    volatile boolean serverIsAway;

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
        return new SchemaStorage(generation, JdbcClient.create(database), TABLES);
    }

    @Override
    public BatchHandler create(Generation generation) {
        var table =
                BatchTable.<Map.Entry<String, Integer>>named(generation.schema() + ".cart")
                        .key(
                                "cart_id",
                                TEXT,
                                // PostgreSQL takes no text with a NUL in it.
                                row -> poisoned.contains(row.getKey()) ? "\0" : row.getKey())
                        .sum("events", INTEGER, Map.Entry::getValue)
                        .build();
        return () -> new Counts(table);
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
        var live = node.bean(LiveGenerations.class);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreException(NotYetVisible.class)
                .untilAsserted(() -> live.await(live.of(name()), position));
    }

    private final class Counts implements BatchHandler.Batch {

        private final BatchTable<Map.Entry<String, Integer>> table;
        private final Map<String, Integer> events = new HashMap<>();

        Counts(BatchTable<Map.Entry<String, Integer>> table) {
            this.table = table;
        }

        @Override
        public void on(DomainEvent event, EventMessage<?> message) {
            events.merge(event.aggregateId(), 1, Integer::sum);
        }

        @Override
        public void flush() throws IOException {
            if (serverIsAway) {
                throw new IOException("made to be away");
            }
            table.write(database, events.entrySet());
        }
    }
}

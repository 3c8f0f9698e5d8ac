package io.cartulary.query.inventory;

import static io.cartulary.query.projection.BatchTable.Type.BIGINT;
import static io.cartulary.query.projection.BatchTable.Type.INTEGER;
import static io.cartulary.query.projection.BatchTable.Type.TEXT;
import static io.cartulary.query.projection.BatchTable.Type.TIMESTAMPTZ;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent;
import io.cartulary.events.inventory.StockEvent.ReservationConfirmed;
import io.cartulary.events.inventory.StockEvent.ReservationReleased;
import io.cartulary.events.inventory.StockEvent.SoldStockReturned;
import io.cartulary.events.inventory.StockEvent.StockAdjusted;
import io.cartulary.events.inventory.StockEvent.StockItemRegistered;
import io.cartulary.events.inventory.StockEvent.StockReserved;
import io.cartulary.eventstore.EventMetadata;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.BatchTable;
import io.cartulary.query.projection.EventPosition;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Owns tables `stock_level` and `stock_change`.
@Component
class StockLevelProjection implements ProjectionDefinition {

    static final String NAME = "stock-level";

    private static final String TABLES =
            """
            create table stock_level (
                sku        text primary key,
                product_id text,
                on_hand    integer not null,
                reserved   integer not null,
                available  integer generated always as (on_hand - reserved) stored,
                changed_at timestamptz not null
            ) with (fillfactor = 70);
            create index stock_level_product_idx on stock_level (product_id);
            create table stock_change (
                sku          text not null,
                position     bigint not null,
                change       text not null,
                quantity     integer not null,
                on_hand      integer not null,
                reserved     integer not null,
                order_id     text,
                reason       text,
                reference    text,
                note         text,
                effective_at timestamptz,
                actor        text,
                at           timestamptz not null,
                primary key (sku, position)
            );
            """;

    private final JdbcTemplate database;

    StockLevelProjection(@Qualifier("readModels") JdbcTemplate database) {
        this.database = database;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends DomainEvent>> reads() {
        return Set.of(StockEvent.class);
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(generation, JdbcClient.create(database), TABLES);
    }

    @Override
    public BatchHandler create(Generation generation) {
        var levels =
                BatchTable.<Level>named(generation.schema() + ".stock_level")
                        .key("sku", TEXT, Level::sku)
                        .latest("product_id", TEXT, Level::productId)
                        .latest("on_hand", INTEGER, Level::onHand)
                        .latest("reserved", INTEGER, Level::reserved)
                        .latest("changed_at", TIMESTAMPTZ, Level::changedAt)
                        .build();
        var changes =
                BatchTable.<Change>named(generation.schema() + ".stock_change")
                        .key("sku", TEXT, Change::sku)
                        .key("position", BIGINT, change -> change.entry().position())
                        .latest("change", TEXT, change -> change.entry().change())
                        .latest("quantity", INTEGER, change -> change.entry().quantity())
                        .latest("on_hand", INTEGER, change -> change.entry().onHand())
                        .latest("reserved", INTEGER, change -> change.entry().reserved())
                        .latest("order_id", TEXT, change -> change.entry().orderId())
                        .latest("reason", TEXT, change -> change.entry().reason())
                        .latest("reference", TEXT, change -> change.entry().reference())
                        .latest("note", TEXT, change -> change.entry().note())
                        .latest("effective_at", TIMESTAMPTZ, change -> change.entry().effectiveAt())
                        .latest("actor", TEXT, change -> change.entry().actor())
                        .latest("at", TIMESTAMPTZ, change -> change.entry().at())
                        .build();
        return () -> new Stock(levels, changes);
    }

    /// Only the first event of a SKU tells its product.
    private record Level(
            Sku sku, @Nullable ProductId productId, int onHand, int reserved, Instant changedAt) {}

    private record Change(Sku sku, StockChange entry) {}

    private final class Stock implements BatchHandler.Batch {

        private final BatchTable<Level> levelTable;
        private final BatchTable<Change> changeTable;
        private final Map<Sku, Level> levels = new HashMap<>();
        private final List<Change> changes = new ArrayList<>();

        Stock(BatchTable<Level> levelTable, BatchTable<Change> changeTable) {
            this.levelTable = levelTable;
            this.changeTable = changeTable;
        }

        @Override
        public void on(DomainEvent event, EventMessage<?> message) {
            switch ((StockEvent) event) {
                case StockItemRegistered(_, var sku, var product) -> {
                    var at = message.getTimestamp();
                    levels.put(sku, new Level(sku, product, 0, 0, at));
                    log(sku, entry("StockItemRegistered", 0, 0, 0, message));
                }
                case StockAdjusted adjusted ->
                        change(
                                adjusted.sku(),
                                new StockChange(
                                        EventPosition.of(message),
                                        "StockAdjusted",
                                        adjusted.delta(),
                                        adjusted.onHand(),
                                        adjusted.reserved(),
                                        null,
                                        adjusted.reason(),
                                        adjusted.reference(),
                                        adjusted.note(),
                                        adjusted.effectiveAt(),
                                        actor(message),
                                        message.getTimestamp()));
                case StockReserved(_, var sku, var order, var quantity, var onHand, var reserved) ->
                        change(
                                sku,
                                entry("StockReserved", quantity, onHand, reserved, message)
                                        .of(order));
                case ReservationConfirmed(
                                _,
                                var sku,
                                var order,
                                var quantity,
                                var onHand,
                                var reserved) ->
                        change(
                                sku,
                                entry("ReservationConfirmed", quantity, onHand, reserved, message)
                                        .of(order));
                case ReservationReleased(
                                _,
                                var sku,
                                var order,
                                var quantity,
                                var onHand,
                                var reserved) ->
                        change(
                                sku,
                                entry("ReservationReleased", quantity, onHand, reserved, message)
                                        .of(order));
                case SoldStockReturned(
                                _,
                                var sku,
                                var order,
                                var quantity,
                                var onHand,
                                var reserved) ->
                        change(
                                sku,
                                entry("SoldStockReturned", quantity, onHand, reserved, message)
                                        .of(order));
            }
        }

        @Override
        public void flush() {
            levelTable.write(database, levels.values());
            changeTable.write(database, changes);
        }

        private void change(Sku sku, StockChange entry) {
            levels.compute(
                    sku,
                    (_, before) ->
                            new Level(
                                    sku,
                                    before == null ? null : before.productId(),
                                    entry.onHand(),
                                    entry.reserved(),
                                    entry.at()));
            log(sku, entry);
        }

        private void log(Sku sku, StockChange entry) {
            changes.add(new Change(sku, entry));
        }

        private StockChange entry(
                String change, int quantity, int onHand, int reserved, EventMessage<?> message) {
            return new StockChange(
                    EventPosition.of(message),
                    change,
                    quantity,
                    onHand,
                    reserved,
                    null,
                    null,
                    null,
                    null,
                    null,
                    actor(message),
                    message.getTimestamp());
        }

        private static @Nullable String actor(EventMessage<?> message) {
            return (String) message.getMetaData().get(EventMetadata.ACTOR_ID);
        }
    }
}

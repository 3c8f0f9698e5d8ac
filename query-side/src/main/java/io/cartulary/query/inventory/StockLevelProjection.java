package io.cartulary.query.inventory;

import static io.cartulary.eventstore.tables.BatchTable.Type.BIGINT;
import static io.cartulary.eventstore.tables.BatchTable.Type.INTEGER;
import static io.cartulary.eventstore.tables.BatchTable.Type.JSONB;
import static io.cartulary.eventstore.tables.BatchTable.Type.TEXT;
import static io.cartulary.eventstore.tables.BatchTable.Type.TIMESTAMPTZ;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.StockEvent;
import io.cartulary.events.inventory.StockEvent.*;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.inventory.WarehousePieces;
import io.cartulary.events.order.OrderId;
import io.cartulary.eventstore.format.EventMetadata;
import io.cartulary.eventstore.tables.BatchTable;
import io.cartulary.query.projection.BatchHandler;
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
import tools.jackson.databind.json.JsonMapper;

/// Owns tables `stock_level`, `stock_in_warehouse`, `stock_policy`, `stock_backorder`,
/// `bundle_part` and `stock_change`.
@Component
class StockLevelProjection implements ProjectionDefinition {

    static final String NAME = "stock-level";

    private static final String TABLES =
            """
            create table stock_level (
                sku        text primary key,
                product_id text,
                on_hand    integer,
                reserved   integer,
                available  integer generated always as (on_hand - reserved) stored,
                version    bigint not null,
                changed_at timestamptz
            ) with (fillfactor = 70);
            create table stock_in_warehouse (
                sku       text not null,
                warehouse text not null,
                on_hand   integer not null,
                reserved  integer not null,
                primary key (sku, warehouse)
            ) with (fillfactor = 70);
            create table stock_policy (
                sku                 text primary key,
                low_stock_threshold integer,
                backorder_limit     integer not null
            );
            create table stock_backorder (
                sku        text not null,
                order_id   text not null,
                bundle     text not null, -- empty when the order bought the SKU itself
                quantity   integer not null,
                since      bigint not null,
                changed_at timestamptz not null,
                primary key (sku, order_id, bundle)
            );
            create table bundle_part (
                sku      text not null,
                part     text not null,
                quantity integer not null,
                primary key (sku, part)
            );
            create table stock_change (
                sku          text not null,
                position     bigint not null,
                change       text not null,
                quantity     integer not null,
                backordered  integer not null,
                on_hand      integer,
                reserved     integer,
                order_id     text,
                bundle       text,
                reason       text,
                reference    text,
                note         text,
                effective_at timestamptz,
                pieces       jsonb,
                actor        text,
                at           timestamptz not null,
                primary key (sku, position)
            );
            """;

    private static final String INDEXES =
            """
            create index if not exists stock_backorder_order_idx on stock_backorder (order_id) where quantity > 0;
            create index if not exists stock_level_product_idx on stock_level (product_id);
            create index if not exists stock_change_reference_idx on stock_change (reference text_pattern_ops)
                where reference is not null;
            """;

    private final JdbcTemplate database;
    private final JsonMapper json;

    StockLevelProjection(@Qualifier("readModels") JdbcTemplate database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isNeededToServe() {
        return true;
    }

    @Override
    public Set<Class<? extends DomainEvent>> reads() {
        return Set.of(StockEvent.class);
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(generation, JdbcClient.create(database), TABLES, INDEXES);
    }

    /// The tables of one generation.
    private record Tables(
            BatchTable<Level> levels,
            BatchTable<Of<WarehousePieces>> warehouses,
            BatchTable<StockPolicyAgreed> policies,
            BatchTable<Waiting> backorders,
            BatchTable<Of<SkuQuantity>> parts,
            BatchTable<StockChange> changes) {}

    /// Something of one SKU.
    private record Of<T>(Sku sku, T what) {}

    /// Only the first event of a SKU tells its product, and not every one its counts.
    private record Level(
            Sku sku,
            @Nullable ProductId productId,
            @Nullable Integer onHand,
            @Nullable Integer reserved,
            long version,
            @Nullable Instant changedAt) {

        Level(Sku sku, long version) {
            this(sku, null, null, null, version, null);
        }

        Level in(long newVersion) {
            return new Level(sku, productId, onHand, reserved, newVersion, changedAt);
        }
    }

    private record WaitingKey(Sku sku, OrderId orderId, String bundle) {}

    private record Waiting(WaitingKey key, int quantity, long since, Instant changedAt) {}

    @Override
    public BatchHandler create(Generation generation) {
        var schema = generation.schema();
        var tables =
                new Tables(
                        BatchTable.<Level>named(schema + ".stock_level")
                                .key("sku", TEXT, Level::sku)
                                .latest("product_id", TEXT, Level::productId)
                                .latest("on_hand", INTEGER, Level::onHand)
                                .latest("reserved", INTEGER, Level::reserved)
                                .latest("version", BIGINT, Level::version)
                                .latest("changed_at", TIMESTAMPTZ, Level::changedAt)
                                .build(),
                        BatchTable.<Of<WarehousePieces>>named(schema + ".stock_in_warehouse")
                                .key("sku", TEXT, Of::sku)
                                .key("warehouse", TEXT, of -> of.what().warehouse())
                                .latest("on_hand", INTEGER, of -> of.what().onHand())
                                .latest("reserved", INTEGER, of -> of.what().reserved())
                                .build(),
                        BatchTable.<StockPolicyAgreed>named(schema + ".stock_policy")
                                .key("sku", TEXT, StockPolicyAgreed::sku)
                                .replaced(
                                        "low_stock_threshold",
                                        INTEGER,
                                        StockPolicyAgreed::lowStockThreshold)
                                .latest(
                                        "backorder_limit",
                                        INTEGER,
                                        StockPolicyAgreed::backorderLimit)
                                .build(),
                        BatchTable.<Waiting>named(schema + ".stock_backorder")
                                .key("sku", TEXT, waiting -> waiting.key().sku())
                                .key("order_id", TEXT, waiting -> waiting.key().orderId())
                                .key("bundle", TEXT, waiting -> waiting.key().bundle())
                                .latest("quantity", INTEGER, Waiting::quantity)
                                .first("since", BIGINT, Waiting::since)
                                .latest("changed_at", TIMESTAMPTZ, Waiting::changedAt)
                                .build(),
                        BatchTable.<Of<SkuQuantity>>named(schema + ".bundle_part")
                                .key("sku", TEXT, Of::sku)
                                .key("part", TEXT, of -> of.what().sku())
                                .latest("quantity", INTEGER, of -> of.what().quantity())
                                .build(),
                        BatchTable.<StockChange>named(schema + ".stock_change")
                                .key("sku", TEXT, StockChange::sku)
                                .key("position", BIGINT, StockChange::position)
                                .latest("change", TEXT, StockChange::change)
                                .latest("quantity", INTEGER, StockChange::quantity)
                                .latest("backordered", INTEGER, StockChange::backordered)
                                .latest("on_hand", INTEGER, StockChange::onHand)
                                .latest("reserved", INTEGER, StockChange::reserved)
                                .latest("order_id", TEXT, StockChange::orderId)
                                .latest("bundle", TEXT, StockChange::bundle)
                                .latest("reason", TEXT, StockChange::reason)
                                .latest("reference", TEXT, StockChange::reference)
                                .latest("note", TEXT, StockChange::note)
                                .latest("effective_at", TIMESTAMPTZ, StockChange::effectiveAt)
                                .latest(
                                        "pieces",
                                        JSONB,
                                        change ->
                                                change.warehouses().isEmpty()
                                                        ? null
                                                        : json.writeValueAsString(
                                                                change.warehouses()))
                                .latest("actor", TEXT, StockChange::actor)
                                .latest("at", TIMESTAMPTZ, StockChange::at)
                                .build());
        return () -> new Stock(tables);
    }

    private final class Stock implements BatchHandler.Batch {

        private record InWarehouse(Sku sku, WarehouseCode warehouse) {}

        private final Tables tables;
        private final Map<Sku, Level> levels = new HashMap<>();
        private final Map<InWarehouse, Of<WarehousePieces>> warehouses = new HashMap<>();
        private final Map<Sku, StockPolicyAgreed> policies = new HashMap<>();
        private final Map<WaitingKey, Waiting> backorders = new HashMap<>();
        private final List<Of<SkuQuantity>> parts = new ArrayList<>();
        private final List<StockChange> changes = new ArrayList<>();

        Stock(Tables tables) {
            this.tables = tables;
        }

        @Override
        public void on(DomainEvent event, EventMessage<?> message) {
            var at = message.getTimestamp();
            var stock = (StockEvent) event;
            var version = EventPosition.inAggregate(message);
            levels.compute(
                    stock.sku(),
                    (sku, before) -> before == null ? new Level(sku, version) : before.in(version));
            if (event instanceof StockMoved moved) {
                count(moved, version, at);
            }
            switch (stock) {
                case StockItemRegistered(_, var sku, var product) -> {
                    levels.put(sku, new Level(sku, product, 0, 0, version, at));
                    changes.add(new Entry(stock, message).of(0, 0, 0));
                }
                case StockAdjusted e ->
                        changes.add(
                                new Entry(stock, message)
                                        .by(e.reference(), e.reason(), e.note(), e.effectiveAt())
                                        .of(e, e.delta(), 0));
                case StockTransferred e ->
                        changes.add(
                                new Entry(stock, message)
                                        .by(e.reference(), null, null, null)
                                        .of(e, e.quantity(), 0));
                case StockReserved e -> {
                    var entry = new Entry(stock, message).forOrder(e.orderId(), e.bundle());
                    changes.add(entry.of(e, e.quantity(), e.backordered()));
                    await(e.backordered() > 0, e.sku(), entry, e.backordered());
                }
                case ReservationConfirmed e -> {
                    var entry = new Entry(stock, message).forOrder(e.orderId(), e.bundle());
                    changes.add(entry.of(e, e.quantity(), e.backordered()));
                    await(e.backordered() > 0, e.sku(), entry, e.backordered());
                }
                case ReservationReleased e -> {
                    var entry = new Entry(stock, message).forOrder(e.orderId(), e.bundle());
                    changes.add(entry.of(e, e.quantity(), e.backordered()));
                    await(e.backordered() > 0, e.sku(), entry, 0);
                }
                case ReservationExpired e -> {
                    var entry = new Entry(stock, message).forOrder(e.orderId(), e.bundle());
                    changes.add(entry.of(e, e.quantity(), e.backordered()));
                    await(e.backordered() > 0, e.sku(), entry, 0);
                }
                case BackorderFilled e -> {
                    var entry = new Entry(stock, message).forOrder(e.orderId(), e.bundle());
                    changes.add(entry.of(e, e.quantity(), e.backordered()));
                    await(true, e.sku(), entry, e.backordered());
                }
                case SoldStockReturned e -> {
                    var entry = new Entry(stock, message).forOrder(e.orderId(), e.bundle());
                    changes.add(entry.of(e, e.quantity(), e.backordered()));
                    await(e.backordered() > 0, e.sku(), entry, 0);
                }
                case SoldPiecesReturned e -> {
                    var entry =
                            new Entry(stock, message)
                                    .forOrder(e.orderId(), e.bundle())
                                    .by(e.reference(), null, null, null);
                    changes.add(entry.of(e, e.quantity(), e.withdrawn()));
                    await(e.withdrawn() > 0, e.sku(), entry, e.backordered());
                }
                case StockPolicyAgreed e -> {
                    policies.put(e.sku(), e);
                    var threshold = e.lowStockThreshold() == null ? 0 : e.lowStockThreshold();
                    changes.add(new Entry(stock, message).of(threshold, null, null));
                }
                case LowStockReached e ->
                        changes.add(new Entry(stock, message).of(e.threshold(), null, null));
                case LowStockEnded e ->
                        changes.add(new Entry(stock, message).of(e.threshold(), null, null));
                case BundleDefined e -> {
                    e.parts().forEach(part -> parts.add(new Of<>(e.sku(), part)));
                    changes.add(new Entry(stock, message).of(0, null, null));
                }
            }
        }

        @Override
        public void flush() {
            tables.levels().write(database, levels.values());
            tables.warehouses().write(database, warehouses.values());
            tables.policies().write(database, policies.values());
            tables.backorders().write(database, backorders.values());
            tables.parts().write(database, parts);
            tables.changes().write(database, changes);
        }

        private void count(StockMoved event, long version, Instant at) {
            var sku = event.sku();
            levels.compute(
                    sku,
                    (_, before) ->
                            new Level(
                                    sku,
                                    before == null ? null : before.productId(),
                                    event.onHand(),
                                    event.reserved(),
                                    version,
                                    at));
            for (var some : event.pieces()) {
                warehouses.put(new InWarehouse(sku, some.warehouse()), new Of<>(sku, some));
            }
        }

        /// The place in the queue is that of the first time.
        private void await(boolean changed, Sku sku, Entry entry, int quantity) {
            if (changed) {
                var bundle = entry.bundle == null ? "" : entry.bundle.value();
                backorders.compute(
                        new WaitingKey(sku, entry.orderId, bundle),
                        (key, before) ->
                                new Waiting(
                                        key,
                                        quantity,
                                        before == null ? entry.position : before.since(),
                                        entry.at));
            }
        }
    }

    /// A line of the change log while it is put together.
    private static final class Entry {

        private final Sku sku;
        private final long position;
        private final String change;
        private final @Nullable String actor;
        private final Instant at;
        private @Nullable OrderId orderId;
        private @Nullable Sku bundle;
        private @Nullable String reference;
        private StockEvent.@Nullable AdjustmentReason reason;
        private @Nullable String note;
        private @Nullable Instant effectiveAt;

        Entry(StockEvent event, EventMessage<?> message) {
            this.sku = event.sku();
            this.position = EventPosition.of(message);
            this.change = message.getPayloadType().getSimpleName();
            this.actor = (String) message.getMetaData().get(EventMetadata.ACTOR_ID);
            this.at = message.getTimestamp();
        }

        Entry forOrder(OrderId order, @Nullable Sku bought) {
            orderId = order;
            bundle = bought;
            return this;
        }

        Entry by(
                String document,
                StockEvent.@Nullable AdjustmentReason why,
                @Nullable String remark,
                @Nullable Instant when) {
            reference = document;
            reason = why;
            note = remark;
            effectiveAt = when;
            return this;
        }

        StockChange of(StockMoved event, int quantity, int backordered) {
            return with(quantity, backordered, event.onHand(), event.reserved(), event.pieces());
        }

        StockChange of(int quantity, @Nullable Integer onHand, @Nullable Integer reserved) {
            return with(quantity, 0, onHand, reserved, List.of());
        }

        private StockChange with(
                int quantity,
                int backordered,
                @Nullable Integer onHand,
                @Nullable Integer reserved,
                List<WarehousePieces> pieces) {
            return new StockChange(
                    sku,
                    position,
                    change,
                    quantity,
                    backordered,
                    onHand,
                    reserved,
                    orderId,
                    bundle,
                    reason,
                    reference,
                    note,
                    effectiveAt,
                    pieces,
                    actor,
                    at);
        }
    }
}

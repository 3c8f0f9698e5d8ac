package io.cartulary.query.inventory;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent;
import io.cartulary.events.inventory.StockEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.eventstore.format.EventMetadata;
import io.cartulary.eventstore.tables.Row;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.query.inventory.StockTables.*;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.EventPosition;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ObjectRows;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Owns tables `stock_level`, `stock_in_warehouse`, `stock_policy`, `stock_backorder`,
/// `bundle_part` and `stock_change`.
@Component
class StockLevelProjection implements ProjectionDefinition {

    static final String NAME = "stock-level";

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
    public Optional<ObjectRows> objectRows() {
        return Optional.of(
                ObjectRows.coded(
                        "sku-",
                        Level.SKU,
                        InWarehouse.SKU,
                        Policy.SKU,
                        Awaited.SKU,
                        BundlePart.SKU,
                        Change.SKU));
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(generation, database, StockTables.ddl(), INDEXES);
    }

    @Override
    public BatchHandler create(Generation generation) {
        return BatchHandler.ofRows(generation, database, this::fold);
    }

    private void fold(StockEvent event, EventMessage<?> message, Rows rows) {
        var level =
                rows.of(Level.TABLE, event.sku())
                        .set(Level.VERSION, EventPosition.inAggregate(message));
        var change = change(event, message, rows);
        if (event instanceof StockMoved moved) {
            level.set(Level.CHANGED_AT, message.getTimestamp());
            count(moved, level, change, rows);
        }
        switch (event) {
            case StockItemRegistered(_, _, var product) -> {
                level.set(Level.PRODUCT_ID, product)
                        .set(Level.ON_HAND, 0)
                        .set(Level.RESERVED, 0)
                        .set(Level.CHANGED_AT, message.getTimestamp());
                change.set(Change.ON_HAND, 0).set(Change.RESERVED, 0);
            }
            case StockAdjusted e ->
                    change.set(Change.QUANTITY, e.delta())
                            .set(Change.REFERENCE, e.reference())
                            .set(Change.REASON, e.reason())
                            .set(Change.NOTE, e.note())
                            .set(Change.EFFECTIVE_AT, e.effectiveAt());
            case StockTransferred e ->
                    change.set(Change.QUANTITY, e.quantity()).set(Change.REFERENCE, e.reference());
            case StockReserved e -> {
                ofOrder(e.orderId(), e.bundle(), e.quantity(), e.backordered(), change);
                await(e.backordered() > 0, e.backordered(), change, rows);
            }
            case ReservationConfirmed e -> {
                ofOrder(e.orderId(), e.bundle(), e.quantity(), e.backordered(), change);
                await(e.backordered() > 0, e.backordered(), change, rows);
            }
            case ReservationReleased e -> {
                ofOrder(e.orderId(), e.bundle(), e.quantity(), e.backordered(), change);
                await(e.backordered() > 0, 0, change, rows);
            }
            case ReservationExpired e -> {
                ofOrder(e.orderId(), e.bundle(), e.quantity(), e.backordered(), change);
                await(e.backordered() > 0, 0, change, rows);
            }
            case BackorderFilled e -> {
                ofOrder(e.orderId(), e.bundle(), e.quantity(), e.backordered(), change);
                await(true, e.backordered(), change, rows);
            }
            case SoldStockReturned e -> {
                ofOrder(e.orderId(), e.bundle(), e.quantity(), e.backordered(), change);
                await(e.backordered() > 0, 0, change, rows);
            }
            case SoldPiecesReturned e -> {
                ofOrder(e.orderId(), e.bundle(), e.quantity(), e.withdrawn(), change)
                        .set(Change.REFERENCE, e.reference());
                await(e.withdrawn() > 0, e.backordered(), change, rows);
            }
            case StockPolicyAgreed(_, var sku, var threshold, var limit) -> {
                rows.of(Policy.TABLE, sku)
                        .set(Policy.LOW_STOCK_THRESHOLD, threshold)
                        .set(Policy.BACKORDER_LIMIT, limit);
                change.set(Change.QUANTITY, threshold == null ? 0 : threshold);
            }
            case LowStockReached e -> change.set(Change.QUANTITY, e.threshold());
            case LowStockEnded e -> change.set(Change.QUANTITY, e.threshold());
            case BundleDefined(_, var sku, var parts) ->
                    parts.forEach(part ->
                            rows.of(BundlePart.TABLE, sku, part.sku())
                                    .set(BundlePart.QUANTITY, part.quantity()));
        }
    }

    private static Row change(StockEvent event, EventMessage<?> message, Rows rows) {
        return rows.of(Change.TABLE, event.sku(), EventPosition.of(message))
                .set(Change.CHANGE, message.getPayloadType().getSimpleName())
                .set(Change.QUANTITY, 0)
                .set(Change.BACKORDERED, 0)
                .set(Change.ACTOR, (String) message.getMetaData().get(EventMetadata.ACTOR_ID))
                .set(Change.AT, message.getTimestamp());
    }

    private void count(StockMoved event, Row level, Row change, Rows rows) {
        level.set(Level.ON_HAND, event.onHand()).set(Level.RESERVED, event.reserved());
        change.set(Change.ON_HAND, event.onHand()).set(Change.RESERVED, event.reserved());
        if (!event.pieces().isEmpty()) {
            change.set(Change.PIECES, json.writeValueAsString(event.pieces()));
        }
        for (var some : event.pieces()) {
            rows.of(InWarehouse.TABLE, event.sku(), some.warehouse())
                    .set(InWarehouse.ON_HAND, some.onHand())
                    .set(InWarehouse.RESERVED, some.reserved());
        }
    }

    private static Row ofOrder(
            OrderId order, @Nullable Sku bundle, int quantity, int backordered, Row change) {
        return change.set(Change.ORDER_ID, order)
                .set(Change.BUNDLE, bundle)
                .set(Change.QUANTITY, quantity)
                .set(Change.BACKORDERED, backordered);
    }

    /// @param change by which the order waits for that many pieces from now on
    private static void await(boolean changed, int quantity, Row change, Rows rows) {
        if (changed) {
            var bundle = change.get(Change.BUNDLE);
            rows.of(
                            Awaited.TABLE,
                            change.get(Change.SKU),
                            change.get(Change.ORDER_ID),
                            bundle == null ? "" : bundle.value())
                    .set(Awaited.QUANTITY, quantity)
                    .merge(Awaited.SINCE, change.get(Change.POSITION), (first, _) -> first)
                    .set(Awaited.CHANGED_AT, change.get(Change.AT));
        }
    }
}

package io.cartulary.query.inventory;

import static io.cartulary.eventstore.tables.ColumnType.*;

import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.order.OrderId;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.Table;
import java.time.Instant;

/// The tables of [StockLevelProjection] and their columns.
final class StockTables {

    private StockTables() {}

    /// Of a SKU; only its first event names the product.
    static final class Level {
        static final Table TABLE = Table.named("stock_level", "fillfactor = 70");
        static final Column<Sku> SKU = TABLE.key("sku", text(Sku::new));
        static final Column<ProductId> PRODUCT_ID =
                TABLE.latest("product_id", text(ProductId::new));
        static final Column<Integer> ON_HAND = TABLE.latest("on_hand", INTEGER);
        static final Column<Integer> RESERVED = TABLE.latest("reserved", INTEGER);
        static final Column<Integer> AVAILABLE =
                TABLE.unwritten(
                        "available", INTEGER, "generated always as (on_hand - reserved) stored");
        static final Column<Long> VERSION = TABLE.latest("version", BIGINT.notNull());
        static final Column<Instant> CHANGED_AT = TABLE.latest("changed_at", TIMESTAMPTZ);
    }

    static final class InWarehouse {
        static final Table TABLE = Table.named("stock_in_warehouse", "fillfactor = 70");
        static final Column<Sku> SKU = TABLE.key("sku", text(Sku::new));
        static final Column<WarehouseCode> WAREHOUSE =
                TABLE.key("warehouse", text(WarehouseCode::new));
        static final Column<Integer> ON_HAND = TABLE.latest("on_hand", INTEGER.notNull());
        static final Column<Integer> RESERVED = TABLE.latest("reserved", INTEGER.notNull());
    }

    static final class Policy {
        static final Table TABLE = Table.named("stock_policy");
        static final Column<Sku> SKU = TABLE.key("sku", text(Sku::new));
        static final Column<Integer> LOW_STOCK_THRESHOLD =
                TABLE.replaced("low_stock_threshold", INTEGER);
        static final Column<Integer> BACKORDER_LIMIT =
                TABLE.latest("backorder_limit", INTEGER.notNull());
    }

    /// Pieces that an order waits for; its place in the queue is that of the first time.
    static final class Awaited {
        static final Table TABLE = Table.named("stock_backorder");
        static final Column<Sku> SKU = TABLE.key("sku", text(Sku::new));
        static final Column<OrderId> ORDER_ID = TABLE.key("order_id", text(OrderId::new));

        /// Empty when the order bought the SKU itself.
        static final Column<String> BUNDLE = TABLE.key("bundle", TEXT);

        static final Column<Integer> QUANTITY = TABLE.latest("quantity", INTEGER.notNull());
        static final Column<Long> SINCE = TABLE.first("since", BIGINT.notNull());
        static final Column<Instant> CHANGED_AT = TABLE.latest("changed_at", TIMESTAMPTZ.notNull());
    }

    static final class BundlePart {
        static final Table TABLE = Table.named("bundle_part");
        static final Column<Sku> SKU = TABLE.key("sku", text(Sku::new));
        static final Column<Sku> PART = TABLE.key("part", text(Sku::new));
        static final Column<Integer> QUANTITY = TABLE.latest("quantity", INTEGER.notNull());
    }

    /// The change log, see [StockChange].
    static final class Change {
        static final Table TABLE = Table.named("stock_change");
        static final Column<Sku> SKU = TABLE.key("sku", text(Sku::new));
        static final Column<Long> POSITION = TABLE.key("position", BIGINT);
        static final Column<String> CHANGE = TABLE.latest("change", TEXT.notNull());
        static final Column<Integer> QUANTITY = TABLE.latest("quantity", INTEGER.notNull());
        static final Column<Integer> BACKORDERED = TABLE.latest("backordered", INTEGER.notNull());
        static final Column<Integer> ON_HAND = TABLE.latest("on_hand", INTEGER);
        static final Column<Integer> RESERVED = TABLE.latest("reserved", INTEGER);
        static final Column<OrderId> ORDER_ID = TABLE.latest("order_id", text(OrderId::new));
        static final Column<Sku> BUNDLE = TABLE.latest("bundle", text(Sku::new));
        static final Column<AdjustmentReason> REASON =
                TABLE.latest("reason", text(AdjustmentReason::valueOf));
        static final Column<String> REFERENCE = TABLE.latest("reference", TEXT);
        static final Column<String> NOTE = TABLE.latest("note", TEXT);
        static final Column<Instant> EFFECTIVE_AT = TABLE.latest("effective_at", TIMESTAMPTZ);
        static final Column<String> PIECES = TABLE.latest("pieces", JSONB);
        static final Column<String> ACTOR = TABLE.latest("actor", TEXT);
        static final Column<Instant> AT = TABLE.latest("at", TIMESTAMPTZ.notNull());
    }

    static String ddl() {
        return Table.ddl(
                Level.TABLE,
                InWarehouse.TABLE,
                Policy.TABLE,
                Awaited.TABLE,
                BundlePart.TABLE,
                Change.TABLE);
    }
}

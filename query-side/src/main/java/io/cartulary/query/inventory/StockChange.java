package io.cartulary.query.inventory;

import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.WarehousePieces;
import io.cartulary.events.order.OrderId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One entry of a SKU's change log.
///
/// @param position where it stands in the event store
/// @param change the event's name, for example `StockReserved`
/// @param quantity pieces adjusted (negative for a loss), moved, promised, sold, released or
///   returned; of a policy and a low level, the threshold
/// @param backordered of the quantity, what is or was yet to come
/// @param onHand after the change
/// @param reserved after the change
/// @param bundle what the order bought, when these are parts of it
/// @param reference the document an adjustment or transfer comes from
/// @param effectiveAt when it happened in the house, if that was said
/// @param warehouses what it moved in each warehouse, and its counts after it
public record StockChange(
        Sku sku,
        long position,
        String change,
        int quantity,
        int backordered,
        @Nullable Integer onHand,
        @Nullable Integer reserved,
        @Nullable OrderId orderId,
        @Nullable Sku bundle,
        @Nullable AdjustmentReason reason,
        @Nullable String reference,
        @Nullable String note,
        @Nullable Instant effectiveAt,
        List<WarehousePieces> warehouses,
        @Nullable String actor,
        Instant at) {}

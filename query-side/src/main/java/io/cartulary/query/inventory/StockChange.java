package io.cartulary.query.inventory;

import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.order.OrderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One entry of a SKU's change log.
///
/// @param position where it stands in the event store
/// @param change the event's name, for example `StockReserved`
/// @param quantity pieces adjusted (negative for a loss), promised, sold, released or returned
/// @param onHand after the change
/// @param reserved after the change
/// @param reference the document an adjustment comes from
/// @param effectiveAt when it happened in the house, if that was told
public record StockChange(
        long position,
        String change,
        int quantity,
        int onHand,
        int reserved,
        @Nullable OrderId orderId,
        @Nullable AdjustmentReason reason,
        @Nullable String reference,
        @Nullable String note,
        @Nullable Instant effectiveAt,
        @Nullable String actor,
        Instant at) {

    /// The same change, made for an order.
    StockChange of(OrderId order) {
        return new StockChange(
                position,
                change,
                quantity,
                onHand,
                reserved,
                order,
                reason,
                reference,
                note,
                effectiveAt,
                actor,
                at);
    }
}

package io.cartulary.events.inventory;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.order.OrderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Everything that can happen to the stock of one SKU. `onHand` counts pieces in the house,
/// `reserved` those promised to orders that are not confirmed yet; both are the counts after the
/// event, and `onHand - reserved` is what can be sold.
public sealed interface StockEvent extends DomainEvent {

    StockItemId stockItemId();

    @Override
    @JsonIgnore
    default String aggregateId() {
        return stockItemId().value();
    }

    /// A SKU was taken into stock-keeping, with nothing on hand. Source: `RegisterStockItem`.
    record StockItemRegistered(StockItemId stockItemId, Sku sku, ProductId productId)
            implements StockEvent {}

    /// Pieces were added or taken away by hand. Source: `AdjustStock`. `delta` is negative for a
    /// loss; `reference` names the document it comes from; `effectiveAt` is when it happened in the
    /// house.
    record StockAdjusted(
            StockItemId stockItemId,
            Sku sku,
            int delta,
            int onHand,
            int reserved,
            AdjustmentReason reason,
            String reference,
            @Nullable String note,
            Instant effectiveAt)
            implements StockEvent {}

    /// Pieces were promised to an order. Source: `ReserveStock`, sent by `OrderFulfilmentSaga`.
    record StockReserved(
            StockItemId stockItemId,
            Sku sku,
            OrderId orderId,
            int quantity,
            int onHand,
            int reserved)
            implements StockEvent {}

    /// The promised pieces were sold and left the count. Source: `ConfirmReservation`.
    record ReservationConfirmed(
            StockItemId stockItemId,
            Sku sku,
            OrderId orderId,
            int quantity,
            int onHand,
            int reserved)
            implements StockEvent {}

    /// The promise was taken back. Source: `ReleaseReservation`.
    record ReservationReleased(
            StockItemId stockItemId,
            Sku sku,
            OrderId orderId,
            int quantity,
            int onHand,
            int reserved)
            implements StockEvent {}

    /// Sold pieces of a cancelled order went back on the shelf. Source: `ReturnSoldStock`.
    record SoldStockReturned(
            StockItemId stockItemId,
            Sku sku,
            OrderId orderId,
            int quantity,
            int onHand,
            int reserved)
            implements StockEvent {}

    /// Why stock was adjusted by hand.
    enum AdjustmentReason {
        OPENING_STOCK,
        DELIVERY,
        COUNT_CORRECTION,
        DAMAGE,
        LOSS,
        CUSTOMER_RETURN,
        ORDER_CHANGED
    }
}

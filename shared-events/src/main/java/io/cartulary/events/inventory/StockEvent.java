package io.cartulary.events.inventory;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.StoredAs;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.order.OrderId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that can happen to the stock of one SKU. `onHand` counts pieces in all warehouses,
/// `reserved` those promised to orders that are not confirmed yet; both are the counts after the
/// event, and `onHand - reserved` is what can be sold. `pieces` says the same of each warehouse
/// that the event touched.
public sealed interface StockEvent extends DomainEvent {

    StockItemId stockItemId();

    Sku sku();

    @Override
    @JsonIgnore
    default String aggregateId() {
        return stockItemId().value();
    }

    /// What all events have in common that change a count.
    interface StockMoved {
        Sku sku();

        int onHand();

        int reserved();

        List<WarehousePieces> pieces();
    }

    /// A SKU was taken into stock-keeping, with nothing on hand. Source: `RegisterStockItem`.
    @StoredAs(name = "inventory.StockItemRegistered", revision = 1)
    record StockItemRegistered(StockItemId stockItemId, Sku sku, ProductId productId)
            implements StockEvent {}

    /// Pieces were added or taken away by hand. Source: `AdjustStock`. `delta` is negative for a
    /// loss; `reference` names the document it comes from; `effectiveAt` is when it happened in the
    /// house.
    @StoredAs(name = "inventory.StockAdjusted", revision = 1)
    record StockAdjusted(
            StockItemId stockItemId,
            Sku sku,
            int delta,
            int onHand,
            int reserved,
            AdjustmentReason reason,
            String reference,
            @Nullable String note,
            Instant effectiveAt,
            List<WarehousePieces> pieces)
            implements StockEvent, StockMoved {}

    /// Pieces went from one warehouse to another. Source: `TransferStock`. `pieces` has the one
    /// they left first; `reference` names the document.
    @StoredAs(name = "inventory.StockTransferred", revision = 1)
    record StockTransferred(
            StockItemId stockItemId,
            Sku sku,
            int quantity,
            int onHand,
            int reserved,
            String reference,
            List<WarehousePieces> pieces)
            implements StockEvent, StockMoved {}

    /// Pieces were promised to an order. Source: `ReserveStock`, sent by `OrderFulfilmentSaga`.
    /// `pieces` says from which warehouses; `backordered` of the quantity are yet to come. `bundle`
    /// is what the order bought when these are parts of it. An order that is not confirmed by
    /// `reservedUntil` loses the promise.
    @StoredAs(name = "inventory.StockReserved", revision = 1)
    record StockReserved(
            StockItemId stockItemId,
            Sku sku,
            OrderId orderId,
            @Nullable Sku bundle,
            int quantity,
            int backordered,
            int onHand,
            int reserved,
            @Nullable Instant reservedUntil,
            List<WarehousePieces> pieces)
            implements StockEvent, StockMoved {}

    /// The promised pieces were sold and left the count. Source: `ConfirmReservation`.
    /// `backordered` of the quantity are sold but yet to come.
    @StoredAs(name = "inventory.ReservationConfirmed", revision = 1)
    record ReservationConfirmed(
            StockItemId stockItemId,
            Sku sku,
            OrderId orderId,
            @Nullable Sku bundle,
            int quantity,
            int backordered,
            int onHand,
            int reserved,
            List<WarehousePieces> pieces)
            implements StockEvent, StockMoved {}

    /// The promise was taken back. Source: `ReleaseReservation`. `backordered` of the quantity had
    /// not come yet.
    @StoredAs(name = "inventory.ReservationReleased", revision = 1)
    record ReservationReleased(
            StockItemId stockItemId,
            Sku sku,
            OrderId orderId,
            @Nullable Sku bundle,
            int quantity,
            int backordered,
            int onHand,
            int reserved,
            List<WarehousePieces> pieces)
            implements StockEvent, StockMoved {}

    /// The promise was not confirmed in time and ended by itself. Source: `ExpireReservations`.
    /// `backordered` of the quantity had not come yet.
    @StoredAs(name = "inventory.ReservationExpired", revision = 1)
    record ReservationExpired(
            StockItemId stockItemId,
            Sku sku,
            OrderId orderId,
            @Nullable Sku bundle,
            int quantity,
            int backordered,
            int onHand,
            int reserved,
            List<WarehousePieces> pieces)
            implements StockEvent, StockMoved {}

    /// Pieces that an order waited for came: they are promised to it, or, if it is `sold` already,
    /// left the count. It still waits for `backordered` more. Source: whatever freed pieces, the
    /// longest waiting order first.
    @StoredAs(name = "inventory.BackorderFilled", revision = 1)
    record BackorderFilled(
            StockItemId stockItemId,
            Sku sku,
            OrderId orderId,
            @Nullable Sku bundle,
            int quantity,
            int backordered,
            boolean sold,
            int onHand,
            int reserved,
            List<WarehousePieces> pieces)
            implements StockEvent, StockMoved {}

    /// Sold pieces of a cancelled order went back on the shelf. Source: `ReturnSoldStock`.
    /// `quantity` counts what came back; `backordered` more had not come yet and are no longer
    /// waited for.
    @StoredAs(name = "inventory.SoldStockReturned", revision = 1)
    record SoldStockReturned(
            StockItemId stockItemId,
            Sku sku,
            OrderId orderId,
            @Nullable Sku bundle,
            int quantity,
            int backordered,
            int onHand,
            int reserved,
            List<WarehousePieces> pieces)
            implements StockEvent, StockMoved {}

    /// An order needs fewer of the pieces that it was sold. Source: `ReturnSoldPieces`, sent by
    /// `PartialRefundSaga`. `quantity` went back on the shelf; `withdrawn` more had not come yet
    /// and are no longer waited for, and the order still waits for `backordered`. `reference` names
    /// the act.
    @StoredAs(name = "inventory.SoldPiecesReturned", revision = 1)
    record SoldPiecesReturned(
            StockItemId stockItemId,
            Sku sku,
            OrderId orderId,
            @Nullable Sku bundle,
            String reference,
            int quantity,
            int withdrawn,
            int backordered,
            int onHand,
            int reserved,
            List<WarehousePieces> pieces)
            implements StockEvent, StockMoved {}

    /// It was agreed when staff are to be notified that few are left, and how many may be sold that
    /// are yet to come. Source: `AgreeStockPolicy`.
    @StoredAs(name = "inventory.StockPolicyAgreed", revision = 1)
    record StockPolicyAgreed(
            StockItemId stockItemId,
            Sku sku,
            @Nullable Integer lowStockThreshold,
            int backorderLimit)
            implements StockEvent {}

    /// No more than the threshold can be sold. Source: whatever took the last one above it.
    @StoredAs(name = "inventory.LowStockReached", revision = 1)
    record LowStockReached(StockItemId stockItemId, Sku sku, int available, int threshold)
            implements StockEvent {}

    /// More than the threshold can be sold again. Source: whatever brought them.
    @StoredAs(name = "inventory.LowStockEnded", revision = 1)
    record LowStockEnded(StockItemId stockItemId, Sku sku, int available, int threshold)
            implements StockEvent {}

    /// The SKU is a bundle: it has no stock of its own, its parts are what is promised and sold.
    /// Source: `DefineBundle`. It stays so for ever, because orders rely on it.
    @StoredAs(name = "inventory.BundleDefined", revision = 1)
    record BundleDefined(StockItemId stockItemId, Sku sku, List<SkuQuantity> parts)
            implements StockEvent {}

    /// Why stock was adjusted by hand.
    enum AdjustmentReason {
        OPENING_STOCK,
        DELIVERY,
        COUNT_CORRECTION,
        DAMAGE,
        LOSS,
        CUSTOMER_RETURN
    }
}

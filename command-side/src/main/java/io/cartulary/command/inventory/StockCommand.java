package io.cartulary.command.inventory;

import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.order.OrderId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/// Everything one can ask of the stock of a SKU. Reservations are known by their order: asking
/// twice changes nothing.
public sealed interface StockCommand {

    @TargetAggregateIdentifier
    StockItemId stockItemId();

    /// Takes a SKU into stock-keeping for a product; refused when another product has it.
    record RegisterStockItem(StockItemId stockItemId, Sku sku, ProductId productId)
            implements StockCommand {}

    /// Adds or takes away `delta` pieces; `reference` names the document and makes the adjustment
    /// safe to repeat.
    record AdjustStock(
            StockItemId stockItemId,
            int delta,
            AdjustmentReason reason,
            String reference,
            @Nullable String note,
            Instant effectiveAt)
            implements StockCommand {}

    /// Promises pieces to an order; refused when fewer can be sold.
    record ReserveStock(StockItemId stockItemId, OrderId orderId, int quantity)
            implements StockCommand {}

    /// The order was confirmed: the promised pieces are sold.
    record ConfirmReservation(StockItemId stockItemId, OrderId orderId) implements StockCommand {}

    /// The order was cancelled: promised pieces can be sold again, sold ones go back on the shelf.
    record ReleaseReservation(StockItemId stockItemId, OrderId orderId) implements StockCommand {}
}

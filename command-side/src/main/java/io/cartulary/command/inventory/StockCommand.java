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
/// again changes nothing while the order is open or among the last [#REMEMBERED] that were closed.
public sealed interface StockCommand {

    /// How many closed orders, and how many adjustments, the stock of a SKU remembers. A repeat
    /// comes from a saga's step or a request that is delivered again, which is soon or never.
    int REMEMBERED = 100;

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
            implements StockCommand {

        public AdjustStock {
            if (delta == 0 || Math.abs((long) delta) > 10_000_000) {
                throw new IllegalArgumentException(
                        "delta must be 1 to 10000000 pieces up or down, was " + delta);
            }
            if (reference.isBlank() || reference.length() > 100) {
                throw new IllegalArgumentException("reference must have 1 to 100 characters");
            }
        }
    }

    /// Promises pieces to an order; refused when fewer can be sold.
    record ReserveStock(StockItemId stockItemId, OrderId orderId, int quantity)
            implements StockCommand {

        public ReserveStock {
            if (quantity < 1) {
                throw new IllegalArgumentException("quantity must be at least 1, was " + quantity);
            }
        }
    }

    /// The order was confirmed: the promised pieces are sold. Refused when the order was promised
    /// nothing.
    record ConfirmReservation(StockItemId stockItemId, OrderId orderId) implements StockCommand {}

    /// The order was cancelled before it was confirmed: promised pieces can be sold again. An order
    /// that holds no promise changes nothing.
    record ReleaseReservation(StockItemId stockItemId, OrderId orderId) implements StockCommand {}

    /// The order was cancelled after it was confirmed: the sold pieces go back on the shelf. The
    /// sender tells how many, because sold orders are not kept here for ever.
    record ReturnSoldStock(StockItemId stockItemId, OrderId orderId, int quantity)
            implements StockCommand {

        public ReturnSoldStock {
            if (quantity < 1) {
                throw new IllegalArgumentException("quantity must be at least 1, was " + quantity);
            }
        }
    }
}

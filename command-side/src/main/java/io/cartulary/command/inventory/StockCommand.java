package io.cartulary.command.inventory;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.order.OrderId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/// Everything one can ask of the stock of a SKU. Reservations are known by their order: asking
/// again changes nothing while the order is open or among the last [#REMEMBERED] that were closed.
public sealed interface StockCommand {

    /// How many closed orders, how many documents of staff and returns of customers, and how many
    /// acts of orders that gave pieces back the stock of a SKU remembers. A repeat comes from a
    /// saga's step or a request that is delivered again, which is soon or never.
    int REMEMBERED = 100;

    /// Of how many orders that were sold pieces from other warehouses than the main one it is
    /// remembered from which.
    int REMEMBERED_ELSEWHERE = 1_000;

    /// How many pieces of one part a bundle has at most, so that those of any order can be counted.
    int MOST_OF_A_PART = 1_000;

    /// A bundle has no more parts.
    int MOST_PARTS = 100;

    /// No more pieces come, go or change their warehouse at once.
    int MOST_MOVED = 10_000_000;

    /// No policy names more pieces.
    int MOST_PIECES = 1_000_000_000;

    @TargetAggregateIdentifier
    StockItemId stockItemId();

    /// Takes a SKU into stock-keeping for a product; refused when another product has it.
    record RegisterStockItem(StockItemId stockItemId, Sku sku, ProductId productId)
            implements StockCommand {}

    /// Adds or takes away `delta` pieces of one warehouse; `reference` names the document and makes
    /// the adjustment safe to repeat.
    record AdjustStock(
            StockItemId stockItemId,
            WarehouseCode warehouse,
            int delta,
            AdjustmentReason reason,
            String reference,
            @Nullable String note,
            Instant effectiveAt)
            implements StockCommand {

        public AdjustStock {
            if (delta == 0 || Math.abs((long) delta) > MOST_MOVED) {
                throw new InvalidValue(
                        "delta",
                        "must be 1 to %d pieces up or down, was %d".formatted(MOST_MOVED, delta));
            }
            checkReference(reference);
        }

        /// In the main warehouse.
        public AdjustStock(
                StockItemId stockItemId,
                int delta,
                AdjustmentReason reason,
                String reference,
                @Nullable String note,
                Instant effectiveAt) {
            this(stockItemId, WarehouseCode.MAIN, delta, reason, reference, note, effectiveAt);
        }
    }

    /// Takes pieces that are promised to no one to another warehouse; `reference` makes it safe to
    /// repeat.
    record TransferStock(
            StockItemId stockItemId,
            WarehouseCode from,
            WarehouseCode to,
            int quantity,
            String reference)
            implements StockCommand {

        public TransferStock {
            if (from.equals(to)) {
                throw new InvalidValue("from and to must be two warehouses");
            }
            checkQuantity(quantity);
            checkReference(reference);
        }
    }

    /// Agrees how few are few, and how many may be sold that are yet to come.
    ///
    /// @param lowStockThreshold absent when no one wants to hear of it
    /// @param backorderLimit 0 for none
    record AgreeStockPolicy(
            StockItemId stockItemId, @Nullable Integer lowStockThreshold, int backorderLimit)
            implements StockCommand {

        public AgreeStockPolicy {
            if (lowStockThreshold != null
                    && (lowStockThreshold < 0 || lowStockThreshold > MOST_PIECES)) {
                throw new InvalidValue(
                        "lowStockThreshold", "must be 0 to %d".formatted(MOST_PIECES));
            }
            if (backorderLimit < 0 || backorderLimit > MOST_PIECES) {
                throw new InvalidValue("backorderLimit", "must be 0 to %d".formatted(MOST_PIECES));
            }
        }
    }

    /// Makes the SKU a bundle of others for ever; refused when it has stock, or other parts.
    record DefineBundle(StockItemId stockItemId, List<SkuQuantity> parts) implements StockCommand {

        public DefineBundle {
            parts = parts.stream().sorted(Comparator.comparing(SkuQuantity::sku)).toList();
            var skus = new HashSet<>(parts.stream().map(SkuQuantity::sku).toList());
            if (parts.isEmpty() || parts.size() > MOST_PARTS || skus.size() < parts.size()) {
                throw new InvalidValue(
                        "parts", "must be 1 to %d different SKUs".formatted(MOST_PARTS));
            }
            if (parts.stream().anyMatch(part -> part.quantity() > MOST_OF_A_PART)) {
                throw new InvalidValue(
                        "parts", "must have at most " + MOST_OF_A_PART + " pieces each");
            }
            if (skus.stream().map(StockItemId::of).anyMatch(stockItemId::equals)) {
                throw new InvalidValue("parts", "must not be the bundle itself");
            }
        }
    }

    /// Promises pieces to an order; refused when fewer can be sold. A bundle answers with its
    /// [BundleParts], which are to be promised instead, and promises nothing itself.
    ///
    /// @param bundle what the order bought, when these are parts of it
    /// @param until when the promise ends unless it is confirmed; absent for never
    record ReserveStock(
            StockItemId stockItemId,
            OrderId orderId,
            @Nullable Sku bundle,
            int quantity,
            @Nullable Instant until)
            implements StockCommand {

        public ReserveStock {
            checkQuantity(quantity);
        }

        /// Until the order is confirmed or cancelled.
        public ReserveStock(StockItemId stockItemId, OrderId orderId, int quantity) {
            this(stockItemId, orderId, null, quantity, null);
        }
    }

    /// The order was confirmed: the promised pieces are sold. Refused when the order was promised
    /// nothing. A promise that ended by itself is taken up again, with what is there and the rest
    /// on backorder: an order that was paid is not refused. A bundle answers with its parts.
    record ConfirmReservation(StockItemId stockItemId, OrderId orderId, @Nullable Sku bundle)
            implements StockCommand {

        public ConfirmReservation(StockItemId stockItemId, OrderId orderId) {
            this(stockItemId, orderId, null);
        }
    }

    /// The order was cancelled before it was confirmed: promised pieces can be sold again. An order
    /// that holds no promise changes nothing. A bundle answers with its parts.
    record ReleaseReservation(StockItemId stockItemId, OrderId orderId, @Nullable Sku bundle)
            implements StockCommand {

        public ReleaseReservation(StockItemId stockItemId, OrderId orderId) {
            this(stockItemId, orderId, null);
        }
    }

    /// Ends every promise that was not confirmed in time. Answers with [NextExpiry].
    record ExpireReservations(StockItemId stockItemId, Instant now) implements StockCommand {}

    /// A confirmed order needs fewer pieces: those it still waits for are not waited for any more,
    /// and the others go back to where they were taken from, as far as that is remembered, else to
    /// `warehouse`. `reference` names the act and makes it safe to repeat. A bundle answers with
    /// its parts.
    record ReturnSoldPieces(
            StockItemId stockItemId,
            OrderId orderId,
            @Nullable Sku bundle,
            WarehouseCode warehouse,
            int quantity,
            String reference)
            implements StockCommand {

        public ReturnSoldPieces {
            checkQuantity(quantity);
            checkReference(reference);
        }
    }

    /// The order was cancelled after it was confirmed: all it has left goes back, as with
    /// [ReturnSoldPieces]. The sender says how many, because sold orders are not kept here for
    /// ever. A bundle answers with its parts.
    record ReturnSoldStock(
            StockItemId stockItemId,
            OrderId orderId,
            @Nullable Sku bundle,
            WarehouseCode warehouse,
            int quantity)
            implements StockCommand {

        public ReturnSoldStock {
            checkQuantity(quantity);
        }

        /// To the main warehouse.
        public ReturnSoldStock(StockItemId stockItemId, OrderId orderId, int quantity) {
            this(stockItemId, orderId, null, WarehouseCode.MAIN, quantity);
        }
    }

    /// Answers the [BundleParts] of a bundle and records nothing.
    record ReadParts(StockItemId stockItemId) implements StockCommand {}

    /// Answers the [AwaitedPieces] of an order and records nothing.
    record ReadAwaited(StockItemId stockItemId, OrderId orderId, @Nullable Sku bundle)
            implements StockCommand {}

    /// What an order waits for.
    ///
    /// @param quantity of the SKU itself that are yet to come
    /// @param parts of which to ask, too, when the SKU is a bundle
    record AwaitedPieces(int quantity, BundleParts parts) {}

    /// What to ask instead, of each part and times the quantity; none when it was no bundle.
    record BundleParts(List<SkuQuantity> parts) {
        public static final BundleParts NONE = new BundleParts(List.of());
    }

    /// When the next promise ends by itself, if one does.
    record NextExpiry(@Nullable Instant at) {}

    private static void checkQuantity(int quantity) {
        if (quantity < 1) {
            throw new InvalidValue("quantity", "must be at least 1, was " + quantity);
        }
    }

    private static void checkReference(String reference) {
        if (reference.isBlank() || reference.length() > 100) {
            throw new InvalidValue("reference", "must have 1 to 100 characters");
        }
    }
}

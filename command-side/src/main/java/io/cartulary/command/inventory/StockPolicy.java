package io.cartulary.command.inventory;

import io.cartulary.command.inventory.StockCommand.AgreeStockPolicy;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent;
import io.cartulary.events.inventory.StockEvent.*;
import io.cartulary.events.inventory.StockItemId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When stock counts as low, and how many pieces may be sold ahead. Never changes.
///
/// @param low whether it is low now
record StockPolicy(@Nullable Integer lowStockThreshold, int backorderLimit, boolean low) {

    static final StockPolicy NONE = new StockPolicy(null, 0, false);

    boolean isThatOf(AgreeStockPolicy command) {
        return Objects.equals(lowStockThreshold, command.lowStockThreshold())
                && backorderLimit == command.backorderLimit();
    }

    /// Says when few pieces are left, or no longer few.
    Optional<StockEvent> judge(StockItemId stockItemId, Sku sku, int free) {
        if (lowStockThreshold == null) {
            return Optional.empty();
        }
        var few = free <= lowStockThreshold;
        if (few == low) {
            return Optional.empty();
        }
        return Optional.of(
                few
                        ? new LowStockReached(stockItemId, sku, free, lowStockThreshold)
                        : new LowStockEnded(stockItemId, sku, free, lowStockThreshold));
    }

    StockPolicy evolve(StockPolicyAgreed event) {
        return new StockPolicy(
                event.lowStockThreshold(),
                event.backorderLimit(),
                low && event.lowStockThreshold() != null);
    }

    StockPolicy withLow(boolean now) {
        return new StockPolicy(lowStockThreshold, backorderLimit, now);
    }
}

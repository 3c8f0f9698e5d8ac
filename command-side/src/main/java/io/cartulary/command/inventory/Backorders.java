package io.cartulary.command.inventory;

import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.BackorderFilled;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.order.OrderId;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who waits for pieces that are yet to come, the longest first: part of the state of a stock item,
/// for whose `evolve` [#put] and [#remove] are. Thousands may wait, so it is changed in place and
/// not copied at each step.
final class Backorders {

    private LinkedHashMap<String, Backorder> byHolder = new LinkedHashMap<>();
    private int pieces;

    /// @param sold whether the order was confirmed meanwhile
    record Backorder(OrderId orderId, @Nullable Sku bundle, int quantity, boolean sold) {

        /// Gives it as many of the free pieces as it waits for.
        BackorderFilled fill(StockItemId item, Sku sku, StockLevels levels) {
            var some = Math.min(quantity, levels.free());
            var from = levels.allocate(some);
            return new BackorderFilled(
                    item,
                    sku,
                    orderId,
                    bundle,
                    some,
                    quantity - some,
                    sold,
                    sold ? levels.onHand() - some : levels.onHand(),
                    sold ? levels.reserved() : levels.reserved() + some,
                    sold ? levels.move(from, -1, 0) : levels.move(from, 0, 1));
        }
    }

    /// How many pieces are waited for.
    int pieces() {
        return pieces;
    }

    int piecesOf(String holder) {
        var waiting = byHolder.get(holder);
        return waiting == null ? 0 : waiting.quantity();
    }

    /// Who waits longest.
    Optional<Backorder> first() {
        return byHolder.isEmpty()
                ? Optional.empty()
                : Optional.of(byHolder.firstEntry().getValue());
    }

    void put(String holder, Backorder waiting) {
        if (waiting.quantity() == 0) {
            remove(holder);
        } else {
            pieces += waiting.quantity() - piecesOf(holder);
            byHolder.put(holder, waiting);
        }
    }

    void remove(String holder) {
        pieces -= piecesOf(holder);
        byHolder.remove(holder);
    }
}

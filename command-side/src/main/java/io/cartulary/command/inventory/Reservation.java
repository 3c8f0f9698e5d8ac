package io.cartulary.command.inventory;

import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.*;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.inventory.WarehousePieces;
import io.cartulary.events.order.OrderId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is reserved for an order.
///
/// @param quantity all that is reserved
/// @param from what of it is in the house, by warehouse
record Reservation(
        OrderId orderId, @Nullable Sku bundle, int quantity, Map<WarehouseCode, Integer> from) {

    static Reservation of(StockReserved event) {
        return new Reservation(event.orderId(), event.bundle(), event.quantity(), Map.of())
                .plus(event.pieces());
    }

    private int inHouse() {
        return from.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// The pieces are sold; those that are missing are still waited for.
    ReservationConfirmed confirm(StockItemId item, Sku sku, StockLevels levels) {
        return confirm(item, sku, levels, levels.reserved() - inHouse(), levels.move(from, -1, -1));
    }

    /// The same after it expired: what is free now is sold.
    ReservationConfirmed confirmLate(StockItemId item, Sku sku, StockLevels levels) {
        var free = levels.allocate(Math.min(quantity, levels.free()));
        return confirm(item, sku, levels, levels.reserved(), levels.move(free, -1, 0));
    }

    private ReservationConfirmed confirm(
            StockItemId item,
            Sku sku,
            StockLevels levels,
            int reservedAfter,
            List<WarehousePieces> pieces) {
        var sold = pieces.stream().mapToInt(WarehousePieces::quantity).sum();
        return new ReservationConfirmed(
                item,
                sku,
                orderId,
                bundle,
                quantity,
                quantity - sold,
                levels.onHand() - sold,
                reservedAfter,
                pieces);
    }

    ReservationReleased release(StockItemId item, Sku sku, StockLevels levels) {
        return new ReservationReleased(
                item,
                sku,
                orderId,
                bundle,
                quantity,
                quantity - inHouse(),
                levels.onHand(),
                levels.reserved() - inHouse(),
                levels.move(from, 0, -1));
    }

    ReservationExpired expire(StockItemId item, Sku sku, StockLevels levels) {
        return new ReservationExpired(
                item,
                sku,
                orderId,
                bundle,
                quantity,
                quantity - inHouse(),
                levels.onHand(),
                levels.reserved() - inHouse(),
                levels.move(from, 0, -1));
    }

    /// With pieces that came for it.
    Reservation plus(List<WarehousePieces> more) {
        var all = new TreeMap<>(from);
        more.forEach(some -> all.merge(some.warehouse(), some.quantity(), Integer::sum));
        return new Reservation(orderId, bundle, quantity, all);
    }
}

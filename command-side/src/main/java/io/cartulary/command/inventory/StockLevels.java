package io.cartulary.command.inventory;

import static io.cartulary.command.inventory.StockRejection.*;

import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.inventory.StockEvent.StockMoved;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.inventory.WarehousePieces;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How many pieces there are, in all and by warehouse. Never changes; every movement makes another.
record StockLevels(int onHand, int reserved, SortedMap<WarehouseCode, Level> byWarehouse) {

    static final StockLevels NONE = new StockLevels(0, 0, new TreeMap<>());

    private static final int MOST_ON_HAND = 1_000_000_000;

    record Level(int onHand, int reserved) {

        static final Level NONE = new Level(0, 0);

        int free() {
            return onHand - reserved;
        }
    }

    /// What no order holds.
    int free() {
        return onHand - reserved;
    }

    Level at(WarehouseCode warehouse) {
        return byWarehouse.getOrDefault(warehouse, Level.NONE);
    }

    void requireRoomFor(int more) {
        if (more > MOST_ON_HAND - onHand) {
            throw new CommandRejected(TOO_MANY_ON_HAND);
        }
    }

    /// From which warehouses so many free pieces are taken.
    Map<WarehouseCode, Integer> allocate(int quantity) {
        var free = new TreeMap<WarehouseCode, Integer>();
        byWarehouse.forEach((warehouse, level) -> free.put(warehouse, level.free()));
        return Allocation.of(free, quantity);
    }

    /// What a movement leaves in its warehouses.
    ///
    /// @param onHandBy what each piece does to its warehouse's count: -1, 0 or 1
    List<WarehousePieces> move(Map<WarehouseCode, Integer> moved, int onHandBy, int reservedBy) {
        return moved.entrySet().stream()
                .map(some -> move(some.getKey(), some.getValue(), onHandBy, reservedBy))
                .toList();
    }

    WarehousePieces move(WarehouseCode warehouse, int quantity, int onHandBy, int reservedBy) {
        var level = at(warehouse);
        return new WarehousePieces(
                warehouse,
                quantity,
                level.onHand() + onHandBy * quantity,
                level.reserved() + reservedBy * quantity);
    }

    StockLevels evolve(StockMoved event) {
        var levels = new TreeMap<>(byWarehouse);
        for (var some : event.pieces()) {
            levels.put(some.warehouse(), new Level(some.onHand(), some.reserved()));
        }
        return new StockLevels(event.onHand(), event.reserved(), levels);
    }
}

package io.cartulary.command.inventory;

import io.cartulary.events.inventory.WarehouseCode;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// From which warehouses pieces are taken: from one that has them all if there is one, and that is
/// the one they empty most; else from as few as possible, the fullest first.
final class Allocation {

    private Allocation() {}

    /// @param free what can be promised in each warehouse; in all, at least `quantity`
    static SortedMap<WarehouseCode, Integer> of(Map<WarehouseCode, Integer> free, int quantity) {
        var taken = new TreeMap<WarehouseCode, Integer>();
        if (quantity == 0) {
            return taken;
        }
        var whole =
                free.entrySet().stream()
                        .filter(warehouse -> warehouse.getValue() >= quantity)
                        .min(
                                Map.Entry.<WarehouseCode, Integer>comparingByValue()
                                        .thenComparing(Map.Entry.comparingByKey()));
        if (whole.isPresent()) {
            taken.put(whole.get().getKey(), quantity);
            return taken;
        }
        var missing = quantity;
        var fullestFirst =
                free.entrySet().stream()
                        .sorted(
                                Map.Entry.<WarehouseCode, Integer>comparingByValue(
                                                Comparator.reverseOrder())
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .toList();
        for (var warehouse : fullestFirst) {
            var some = Math.min(missing, warehouse.getValue());
            if (some > 0) {
                taken.put(warehouse.getKey(), some);
                missing -= some;
            }
        }
        return taken;
    }
}

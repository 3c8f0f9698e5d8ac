package io.cartulary.command.inventory;

import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.inventory.WarehousePieces;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// From which warehouses other than the main one sold pieces were taken, by who holds them: part of
/// the state of a stock item. The latest [StockCommand#REMEMBERED_ELSEWHERE] holders stay, so it is
/// changed in place and not copied at each step.
final class SoldElsewhere {

    private LinkedHashMap<String, TreeMap<WarehouseCode, Integer>> byHolder = new LinkedHashMap<>();

    /// Where pieces go back to: from where they were taken, as far as that is remembered.
    Map<WarehouseCode, Integer> backTo(String holder, int quantity, WarehouseCode otherwise) {
        var from = byHolder.getOrDefault(holder, new TreeMap<>());
        var known = Math.min(quantity, from.values().stream().mapToInt(Integer::intValue).sum());
        var to = new TreeMap<>(Allocation.of(from, known));
        if (known < quantity) {
            to.merge(otherwise, quantity - known, Integer::sum);
        }
        return to;
    }

    /// @param by 1 for pieces that were sold, -1 for those that came back
    void add(String holder, List<WarehousePieces> pieces, int by) {
        for (var some : pieces) {
            if (!some.warehouse().equals(WarehouseCode.MAIN)) {
                byHolder.computeIfAbsent(holder, _ -> new TreeMap<>())
                        .merge(some.warehouse(), by * some.quantity(), Integer::sum);
            }
        }
        var from = byHolder.get(holder);
        if (from != null) {
            from.values().removeIf(quantity -> quantity <= 0);
            if (from.isEmpty()) {
                byHolder.remove(holder);
            }
        }
        if (byHolder.size() > StockCommand.REMEMBERED_ELSEWHERE) {
            byHolder.pollFirstEntry();
        }
    }

    void remove(String holder) {
        byHolder.remove(holder);
    }
}

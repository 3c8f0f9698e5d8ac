package io.cartulary.command.inventory;

import static io.cartulary.command.inventory.StockRejection.*;

import io.cartulary.command.refusal.CommandRejected;
import java.util.LinkedHashMap;

/// How many pieces each of the last [StockCommand#REMEMBERED] acts moved, by the reference of the
/// act: part of the state of a stock item, by which it knows a repeat.
final class RecordedActs {

    private LinkedHashMap<String, Integer> quantities = new LinkedHashMap<>();

    /// Refuses a reference that stands for another quantity.
    boolean include(String reference, int quantity) {
        var recorded = quantities.get(reference);
        if (recorded != null && recorded != quantity) {
            throw new CommandRejected(REFERENCE_USED);
        }
        return recorded != null;
    }

    void add(String reference, int quantity) {
        quantities.put(reference, quantity);
        if (quantities.size() > StockCommand.REMEMBERED) {
            quantities.pollFirstEntry();
        }
    }
}

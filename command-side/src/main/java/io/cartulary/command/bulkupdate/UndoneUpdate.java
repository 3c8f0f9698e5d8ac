package io.cartulary.command.bulkupdate;

import io.cartulary.command.bulkupdate.BulkUpdateTable.Planned;
import io.cartulary.events.catalog.ProductId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The products that another update changed, each of which gets back what it had.
final class UndoneUpdate implements BulkUpdateRun.Steps {

    private final String undone;
    private final BulkUpdateTable table;
    private Map<ProductId, Planned> looked = Map.of();

    UndoneUpdate(String undone, BulkUpdateTable table) {
        this.undone = undone;
        this.table = table;
    }

    @Override
    public List<ProductId> after(String product, int limit) {
        var changed = table.changed(undone, product, limit);
        looked = changed.stream().collect(Collectors.toMap(Planned::product, Function.identity()));
        return changed.stream().map(Planned::product).toList();
    }

    @Override
    public List<Planned> plan(List<ProductId> products) {
        return products.stream()
                .map(product ->
                        new Planned(product, looked.get(product).replacement().undone(), null))
                .toList();
    }
}

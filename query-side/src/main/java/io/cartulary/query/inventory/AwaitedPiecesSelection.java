package io.cartulary.query.inventory;

import static io.cartulary.query.inventory.StockLevelProjection.NAME;

import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import org.springframework.stereotype.Component;

/// Selects [AwaitedPieces] within a statement that selects orders: the page of an order is asked
/// for too often for a statement more.
@Component
public class AwaitedPiecesSelection {

    private final AwaitedGenerations live;

    AwaitedPiecesSelection(AwaitedGenerations live) {
        this.live = live;
    }

    /// A column with them as JSON, null where there are none.
    ///
    /// @param holders statement that selects for whom stock holds them: an order, and each change
    ///   that added to it
    public String of(String holders) {
        return """
        (select json_agg(awaited) from (
            select sku, nullif(bundle, '') as bundle, sum(quantity) as quantity from %s.stock_backorder
            where order_id = any(array(%s)) and quantity > 0 group by sku, bundle order by sku, bundle) awaited)\
        """
                .formatted(live.of(NAME).schema(), holders);
    }
}

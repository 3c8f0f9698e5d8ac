package io.cartulary.query.inventory;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.web.version.EntityTag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many pieces of a SKU there are.
///
/// @param onHand pieces in all warehouses
/// @param reserved of those, promised to orders that are not confirmed yet
/// @param available what can be sold; of a bundle, what its parts suffice for
/// @param backordered promised or sold, and yet to come
/// @param backorderLimit how many may be
/// @param lowStockThreshold how few are few, if that was agreed
/// @param low whether few are left
/// @param parts of a bundle, which has no stock of its own; else none
/// @param version number of the last event of its stock
public record StockLevel(
        Sku sku,
        @Nullable ProductId productId,
        int onHand,
        int reserved,
        int available,
        int backordered,
        int backorderLimit,
        @Nullable Integer lowStockThreshold,
        boolean low,
        List<WarehouseLevel> warehouses,
        List<SkuQuantity> parts,
        Instant changedAt,
        long version) {

    @JsonIgnore
    EntityTag entityTag() {
        return new EntityTag(StockItemId.of(sku).value(), version);
    }

    /// The same of one warehouse.
    public record WarehouseLevel(
            WarehouseCode warehouse, int onHand, int reserved, int available) {}
}

package io.cartulary.query.inventory;

import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How many pieces of a SKU there are.
///
/// @param onHand pieces in the house
/// @param reserved of those, promised to orders that are not confirmed yet
/// @param available what can be sold
public record StockLevel(
        Sku sku,
        @Nullable ProductId productId,
        int onHand,
        int reserved,
        int available,
        Instant changedAt) {}

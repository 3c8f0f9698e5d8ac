package io.cartulary.events.inventory;

/// What a change moved in one warehouse, and its counts after the change.
///
/// @param quantity pieces that came, went, were promised or are free again; at least 1
/// @param onHand pieces in this warehouse
/// @param reserved of those, promised to orders that are not confirmed yet
public record WarehousePieces(WarehouseCode warehouse, int quantity, int onHand, int reserved) {}

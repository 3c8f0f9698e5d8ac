package io.cartulary.query.inventory;

import io.cartulary.events.inventory.Sku;
import org.jspecify.annotations.Nullable;

/// Pieces of an order that are yet to come.
///
/// @param bundle what was ordered, when the SKU is a part of it
public record AwaitedPieces(Sku sku, @Nullable Sku bundle, int quantity) {}

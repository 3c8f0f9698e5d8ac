package io.cartulary.events.order;

import io.cartulary.events.inventory.SkuQuantity;
import java.util.List;

/// Pieces by SKU that stock holds under one name.
///
/// @param holder the order itself, or [EditId#holder()] for what a change added to it
public record HeldPieces(OrderId holder, List<SkuQuantity> pieces) {}

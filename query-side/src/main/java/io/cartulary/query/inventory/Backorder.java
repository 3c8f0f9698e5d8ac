package io.cartulary.query.inventory;

import io.cartulary.events.inventory.Sku;
import io.cartulary.events.order.OrderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Pieces that an order waits for.
///
/// @param bundle what the order bought, when these are parts of it
public record Backorder(OrderId orderId, @Nullable Sku bundle, int quantity, Instant changedAt) {}

package io.cartulary.query.inventory;

import io.cartulary.events.inventory.Sku;
import io.cartulary.events.order.OrderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Pieces that an order waits for.
///
/// @param since the position of the event since which it waits
/// @param bundle what the order bought, when these are parts of it
public record Backorder(
        long since, OrderId orderId, @Nullable Sku bundle, int quantity, Instant changedAt) {}

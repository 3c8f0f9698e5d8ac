package io.cartulary.query.order;

import io.cartulary.events.order.Fulfilment;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;
import org.jspecify.annotations.Nullable;

/// How far an order has come. `REFUNDED` is one that was delivered or on its way and paid back in
/// full.
public enum OrderStatus {
    PENDING,
    CONFIRMED,
    PROCESSING,
    SHIPPED,
    DELIVERED,
    CANCELLED,
    REFUNDED;

    /// How far an event brings its order; absent when the order stays where it is. What is added to
    /// an order that had left is yet to be sent.
    public static @Nullable OrderStatus after(OrderEvent event) {
        return switch (event) {
            case OrderPlaced _ -> PENDING;
            case OrderConfirmed _ -> CONFIRMED;
            case OrderCancelled _ -> CANCELLED;
            case OrderProcessingStarted _ -> PROCESSING;
            case OrderLinesAdded added when added.fulfilment() == Fulfilment.PARTIAL -> PROCESSING;
            case OrderShipped _ -> SHIPPED;
            case OrderDelivered _ -> DELIVERED;
            default -> null;
        };
    }
}

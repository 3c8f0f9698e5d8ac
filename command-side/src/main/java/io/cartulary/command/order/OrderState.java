package io.cartulary.command.order;

import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;
import org.jspecify.annotations.Nullable;

/// Where an order stands. A `PENDING` one waits for stock, coupon and payment. Of a
/// `PARTLY_SHIPPED` one some parcels have left; readers see it as in processing.
public enum OrderState {
    PENDING,
    CONFIRMED,
    PROCESSING,
    PARTLY_SHIPPED,
    SHIPPED,
    DELIVERED,
    CANCELLED;

    static @Nullable OrderState after(@Nullable OrderState before, OrderEvent event) {
        return switch (event) {
            case OrderPlaced _ -> PENDING;
            case OrderConfirmed _ -> CONFIRMED;
            case OrderCancelled _ -> CANCELLED;
            case OrderProcessingStarted _ -> PROCESSING;
            case ShipmentDispatched _ -> PARTLY_SHIPPED;
            case OrderLinesAdded _ when before == SHIPPED || before == DELIVERED -> PARTLY_SHIPPED;
            case OrderShipped _ -> SHIPPED;
            case OrderDelivered _ -> DELIVERED;
            default -> before;
        };
    }
}

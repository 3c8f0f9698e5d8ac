package io.cartulary.command.order;

/// Where an order stands.
public enum OrderStatus {
    AWAITING_PAYMENT,
    CONFIRMED,
    PROCESSING,
    SHIPPED,
    DELIVERED,
    CANCELLED
}

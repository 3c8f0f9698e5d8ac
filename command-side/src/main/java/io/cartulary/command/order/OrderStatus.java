package io.cartulary.command.order;

/// Where an order stands. A `PENDING` one waits for stock, coupon and payment.
public enum OrderStatus {
    PENDING,
    CONFIRMED,
    PROCESSING,
    SHIPPED,
    DELIVERED,
    CANCELLED
}

package io.cartulary.query.order;

/// How far an order has come. `REFUNDED` is one that was delivered or on its way and paid back in
/// full.
public enum OrderStatus {
    PENDING,
    CONFIRMED,
    PROCESSING,
    SHIPPED,
    DELIVERED,
    CANCELLED,
    REFUNDED
}

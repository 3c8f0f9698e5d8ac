package io.cartulary.command.order;

/// Where an order stands. A `PENDING` one waits for stock, coupon and payment. Of a
/// `PARTLY_SHIPPED` one some parcels have left; readers see it as in processing.
public enum OrderStatus {
    PENDING,
    CONFIRMED,
    PROCESSING,
    PARTLY_SHIPPED,
    SHIPPED,
    DELIVERED,
    CANCELLED
}

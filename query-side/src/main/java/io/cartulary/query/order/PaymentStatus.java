package io.cartulary.query.order;

/// Where the money for an order is. `FAILED` will not come any more.
public enum PaymentStatus {
    PENDING,
    PAID,
    PARTIALLY_PAID,
    REFUNDED,
    PARTIALLY_REFUNDED,
    FAILED
}

package io.cartulary.query.order;

/// Where the goods of an order are.
public enum FulfilmentStatus {
    UNFULFILLED,
    PARTIAL,
    FULFILLED,
    SHIPPED,
    DELIVERED
}

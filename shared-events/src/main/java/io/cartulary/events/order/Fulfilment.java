package io.cartulary.events.order;

/// Where the goods of an order are. `PARTIAL` while some are packed and others not, `FULFILLED`
/// once all that is to be sent is packed.
public enum Fulfilment {
    UNFULFILLED,
    PARTIAL,
    FULFILLED,
    SHIPPED,
    DELIVERED
}

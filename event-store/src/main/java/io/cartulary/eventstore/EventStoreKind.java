package io.cartulary.eventstore;

/// Where events are kept: property `cartulary.event-store`.
enum EventStoreKind {
    POSTGRES,
    AXON_SERVER
}

package io.cartulary.eventstore;

import java.util.Locale;

/// Where events are kept: property `cartulary.event-store`.
enum EventStoreKind {
    POSTGRES,
    AXON_SERVER;

    /// As the property names it.
    String property() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package io.cartulary.eventstore;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where events and the keys of personal data are kept.
@ConfigurationProperties("cartulary")
record EventStoreProperties(
        @DefaultValue("postgres") EventStoreKind eventStore, Databases databases) {

    record Databases(DatabaseProperties eventStore, DatabaseProperties personalKeys) {}
}

package io.cartulary.eventstore;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where events and the keys of personal data are kept.
///
/// @param singleWriter whether no other process takes commands: what is kept in memory is then
///   never behind the store, and no lock has to reach across processes
@ConfigurationProperties("cartulary")
record EventStoreProperties(
        @DefaultValue("postgres") EventStoreKind eventStore,
        boolean singleWriter,
        Databases databases) {

    record Databases(DatabaseProperties eventStore, DatabaseProperties personalKeys) {}
}

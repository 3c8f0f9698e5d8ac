package io.cartulary.eventstore;

import io.cartulary.embedded.parts.DatabaseUser;
import io.cartulary.embedded.parts.SharedParts;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/// One PostgreSQL for all tests of this module, with a fresh pair of databases for whoever asks.
public final class TestDatabase {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestDatabase() {}

    /// Arguments of an application on a new, empty event store.
    public static String[] freshStore() {
        return SharedParts.eventStoreSettings("fresh_" + NUMBER.incrementAndGet())
                .entrySet()
                .stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    public static DataSource create(String name) {
        var database = SharedParts.database(name, DatabaseUser.COMMAND_SIDE);
        return new DatabaseProperties(
                        database.url(), database.username(), database.password(), 8, false)
                .pool("test");
    }
}

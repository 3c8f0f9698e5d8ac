package io.cartulary.eventstore;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/// One PostgreSQL for all tests of this module, with a fresh pair of databases for whoever asks.
public final class TestDatabase {

    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestDatabase() {}

    /// Properties of a new, empty event store.
    static String[] freshStore() {
        var number = NUMBER.incrementAndGet();
        return new String[] {
            "cartulary.databases.event-store.url=" + create("events_" + number),
            "cartulary.databases.personal-keys.url=" + create("keys_" + number),
        };
    }

    public static String create(String name) {
        try (var connection = SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return SERVER.getJdbcUrl("postgres", name);
    }

    public static DataSource database(String url) {
        return new DatabaseProperties(url, "postgres", null, 8, false).pool("test");
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

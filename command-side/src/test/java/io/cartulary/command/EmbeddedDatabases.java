package io.cartulary.command;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.springframework.test.context.DynamicPropertyRegistry;

/// One PostgreSQL for all tests of this module, and the secrets an application needs to start.
public final class EmbeddedDatabases {

    public static final String STAFF_PASSWORD = "a-password-of-tests";

    /// For an application that Spring keeps for the next test: it ends with the JVM. Closing it
    /// would wait for the databases, which the JVM's end takes away at the same moment.
    public static final String LEFT_TO_THE_END = "spring.main.register-shutdown-hook=false";

    private static final EmbeddedPostgres SERVER = start();

    private EmbeddedDatabases() {}

    /// Gives the application of one test class an event store of its own, `name`.
    public static void register(DynamicPropertyRegistry properties, String name) {
        properties.add("cartulary.databases.event-store.url", () -> create(name + "_events"));
        properties.add("cartulary.databases.personal-keys.url", () -> create(name + "_keys"));
        properties.add("cartulary.processors.claim-every", () -> "250ms");
        properties.add("cartulary.security.staff-password", () -> STAFF_PASSWORD);
        properties.add("cartulary.security.token-secret", () -> "0123456789abcdef".repeat(2));
    }

    /// The address of a database of that name, which is made when it is first asked for.
    public static String create(String database) {
        try (var connection = SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + database);
        } catch (SQLException e) {
            // 42P04: it exists; a property may be read more than once.
            if (!"42P04".equals(e.getSQLState())) {
                throw new IllegalStateException(e);
            }
        }
        return SERVER.getJdbcUrl("postgres", database);
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

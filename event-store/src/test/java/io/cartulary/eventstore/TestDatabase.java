package io.cartulary.eventstore;

import io.cartulary.embedded.parts.DatabaseUser;
import io.cartulary.embedded.parts.SharedParts;
import io.cartulary.tests.Gate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/// One PostgreSQL for all tests of this module, with a fresh pair of databases for each that asks.
public final class TestDatabase {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Pattern SERVER = Pattern.compile("//([^/:]+):(\\d+)/");

    private TestDatabase() {}

    /// Arguments of an application on a new, empty event store.
    public static String[] freshStore() {
        return SharedParts.eventStoreSettings("fresh_" + NUMBER.incrementAndGet())
                .entrySet()
                .stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    /// To the server of an application's databases.
    static Gate gateTo(List<String> arguments) {
        var server =
                arguments.stream()
                        .flatMap(argument -> SERVER.matcher(argument).results())
                        .findFirst()
                        .orElseThrow();
        return new Gate(server.group(1), Integer.parseInt(server.group(2)));
    }

    /// The same databases, reached through a gate.
    static List<String> through(Gate gate, List<String> arguments) {
        return arguments.stream()
                .map(argument -> SERVER.matcher(argument).replaceFirst("//" + gate.address() + "/"))
                .toList();
    }

    public static DataSource create(String name) {
        var database = SharedParts.database(name, DatabaseUser.COMMAND_SIDE);
        return new DatabaseProperties(
                        database.url(), database.username(), database.password(), 8, 1, false)
                .pool("test");
    }
}

package io.cartulary.standalone;

import io.cartulary.embedded.parts.EmbeddedParts;
import io.cartulary.embedded.parts.Part;
import io.cartulary.embedded.parts.PartsListener;
import io.cartulary.embedded.parts.PartsOptions;
import io.cartulary.eventstore.copying.CopyFailed;
import io.cartulary.eventstore.copying.EventCopy;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.dao.DataAccessException;

/// `./start events copy`: carries the events of a shop that is stopped to the other store. It can
/// be repeated after an interruption.
final class EventsCommand {

    private final Path data;
    private final PrintStream out;

    EventsCommand(Path data, PrintStream out) {
        this.data = data;
        this.out = out;
    }

    void copy(boolean toAxonServer, String server) {
        if (!DataDirectory.isOfShop(data)) {
            throw new CannotStart("There is no shop in " + data + ".");
        }
        LoggingSystem.get(EventsCommand.class.getClassLoader()).beforeInitialize();
        try (var directory = DataDirectory.open(data);
                var parts =
                        EmbeddedParts.start(
                                directory.path(),
                                new PartsOptions(EnumSet.of(Part.POSTGRESQL), true),
                                PartsListener.SILENT)) {
            var connections = connect(server);
            try {
                var copy =
                        new EventCopy(
                                database(
                                        parts.eventStoreSettings(EmbeddedParts.SHOP),
                                        "event-store"),
                                database(
                                        parts.readModelSettings(EmbeddedParts.SHOP), "read-models"),
                                connections.getConnection().eventChannel(),
                                out::println);
                if (toAxonServer) {
                    copy.toAxonServer();
                    out.printf(
                            "Start it with %s axon-server %s %s from now on.%n",
                            CommandLine.EVENT_STORE, CommandLine.AXON_SERVER, server);
                } else {
                    copy.toPostgres();
                    out.printf("Start it without %s from now on.%n", CommandLine.EVENT_STORE);
                }
            } finally {
                connections.shutdown();
            }
        } catch (CopyFailed | DataAccessException e) {
            throw new CannotStart(e.getMessage(), e);
        }
    }

    /// Token, context and TLS come from the environment, as for the shop.
    private static AxonServerConnectionManager connect(String server) {
        var configuration =
                Binder.get(new StandardEnvironment())
                        .bindOrCreate(
                                "axon.axonserver", Bindable.of(AxonServerConfiguration.class));
        configuration.setServers(server);
        configuration.setComponentName("cartulary-events-copy");
        return AxonServerConnectionManager.builder()
                .axonServerConfiguration(configuration)
                .routingServers(server)
                .build();
    }

    private static DataSource database(Map<String, String> settings, String name) {
        var prefix = "cartulary.databases." + name + ".";
        var database = new PGSimpleDataSource();
        database.setUrl(settings.get(prefix + "url"));
        database.setUser(settings.get(prefix + "username"));
        database.setPassword(settings.get(prefix + "password"));
        return database;
    }
}

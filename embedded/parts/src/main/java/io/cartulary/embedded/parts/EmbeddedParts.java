package io.cartulary.embedded.parts;

import io.cartulary.embedded.parts.postgres.PostgresServer;
import io.cartulary.embedded.parts.process.ChildJvm;
import io.cartulary.embedded.parts.process.Directories;
import io.cartulary.embedded.parts.process.Leftover;
import io.cartulary.embedded.parts.process.RunningPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The servers of one shop, all children of this process.
public final class EmbeddedParts implements AutoCloseable {
    /// Whose databases are there from the first start on.
    public static final String SHOP = "cartulary";

    private static final String EVENTS = "_events";
    private static final String KEYS = "_keys";
    private static final String READ_MODELS = "_views";

    /// Events and whatever else is kept for ever, keys of personal data, read models.
    private static final Map<String, DatabaseUser> DATABASES =
            Map.of(
                    SHOP + EVENTS, DatabaseUser.COMMAND_SIDE,
                    SHOP + KEYS, DatabaseUser.COMMAND_SIDE,
                    SHOP + READ_MODELS, DatabaseUser.QUERY_SIDE);

    /// Where those will answer that are a JVM of their own.
    private final Map<Part, String> ports = new EnumMap<>(Part.class);

    private final Map<Part, RunningPart> running = new ConcurrentHashMap<>();
    private final Map<Part, Future<?>> starts = new EnumMap<>(Part.class);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Path directory;
    private final SecretsFile secrets;
    private final PartsOptions options;
    private final PartsListener listener;
    private volatile boolean closing;

    /// Nothing is started yet.
    ///
    /// @param directory keeps the data and the logs of every part, and the passwords to them
    ///   ([SecretsFile]); it is made if it is missing, and belongs to one running process at a
    ///   time, which is for the caller to see to
    public EmbeddedParts(Path directory, PartsOptions options, PartsListener listener) {
        this.directory = directory.toAbsolutePath();
        this.secrets = SecretsFile.in(this.directory);
        this.options = options;
        this.listener = listener;
    }

    /// Starts the parts of a new directory or an old one; see [#start()].
    public static EmbeddedParts start(
            Path directory, PartsOptions options, PartsListener listener) {
        var parts = new EmbeddedParts(directory, options, listener);
        parts.start();
        return parts;
    }

    /// Starts the parts side by side and returns when all of them can be used.
    ///
    /// @throws PartFailed if one does not start, or when all are stopped meanwhile; none runs then
    public void start() {
        startDatabaseFirst();
        awaitAll();
    }

    /// Starts the parts side by side and returns when the database can be used. The settings of an
    /// application are known by then.
    ///
    /// @throws PartFailed as [#start]
    public void startDatabaseFirst() {
        closeOnFailure(() -> {
            begin();
            await(options.parts().contains(Part.POSTGRESQL) ? Set.of(Part.POSTGRESQL) : Set.of());
        });
    }

    /// Returns when all of them can be used.
    ///
    /// @throws PartFailed as [#start]
    public void awaitAll() {
        closeOnFailure(() -> await(starts.keySet()));
        running.forEach(this::watch);
    }

    private void closeOnFailure(Runnable step) {
        try {
            step.run();
        } catch (PartFailed e) {
            close();
            throw e;
        }
    }

    /// Removes the data and the logs of every part, once nothing of an earlier run uses them any
    /// more.
    ///
    /// @param directory as given to [#start]
    public static void erase(Path directory) throws IOException {
        for (Part part : Part.values()) {
            Path own = directory.resolve(part.directory());
            Leftover.waitFor(own.resolve("pid"));
            PostgresServer.stopLeftover(own);
            Directories.delete(own);
            Files.deleteIfExists(log(directory, part));
        }
    }

    /// Starts again a part that has ended: on the data it left, and where it answered before.
    ///
    /// @throws PartFailed if it does not start
    public void startAgain(Part part) {
        part(part).close();
        try {
            adopt(part, startOne(part));
        } catch (IOException | SQLException e) {
            throw asFailure(part, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw asFailure(part, e);
        }
    }

    /// The main process of a part, to be watched or ended.
    public ProcessHandle process(Part part) {
        return part(part).process();
    }

    /// Whether each part that was asked for runs at this moment.
    public Map<Part, Boolean> running() {
        var states = new EnumMap<Part, Boolean>(Part.class);
        running.forEach((part, server) -> states.put(part, server.process().isAlive()));
        return states;
    }

    boolean isClosing() {
        return closing;
    }

    private synchronized void adopt(Part part, RunningPart started) {
        if (closing) {
            started.close();
            throw new PartFailed(
                    "The servers were stopped while %s started.".formatted(part.title()));
        }
        running.put(part, started);
        watch(part, started);
    }

    private synchronized void begin() {
        if (closing) {
            throw new PartFailed("The servers were stopped before they were started.");
        }
        options.parts().stream().filter(part -> part != Part.POSTGRESQL).forEach(this::choosePort);
        for (Part part : options.parts()) {
            starts.put(part, threads.submit(() -> running.put(part, startOne(part))));
        }
    }

    private void choosePort(Part part) {
        try {
            Files.createDirectories(directory.resolve(part.directory()));
            ports.put(part, Integer.toString(Port.remembered(portFile(directory, part))));
        } catch (IOException e) {
            throw asFailure(part, e);
        }
    }

    private void await(Set<Part> awaited) {
        var failures = new ArrayList<PartFailed>();
        awaited.forEach(part -> {
            try {
                starts.get(part).get();
            } catch (ExecutionException e) {
                failures.add(asFailure(part, e.getCause()));
            } catch (CancellationException e) {
                failures.add(new PartFailed(part.title() + " was stopped while it started.", e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failures.add(asFailure(part, e));
            }
        });
        if (!failures.isEmpty()) {
            failures.stream().skip(1).forEach(failures.getFirst()::addSuppressed);
            throw failures.getFirst();
        }
    }

    private PartFailed asFailure(Part part, Throwable cause) {
        return cause instanceof PartFailed failed
                ? failed
                : new PartFailed(
                        "%s did not start (see %s): %s"
                                .formatted(part.title(), log(directory, part), cause.getMessage()),
                        cause);
    }

    private RunningPart startOne(Part part) throws IOException, InterruptedException, SQLException {
        listener.starting(part);
        long begun = System.nanoTime();
        Path own = directory.resolve(part.directory());
        var started =
                part == Part.POSTGRESQL
                        ? PostgresServer.start(own, options.durable(), DATABASES)
                        : ChildJvm.start(programOf(part, own), own);
        listener.ready(part, started.address(), Duration.ofNanos(System.nanoTime() - begun));
        return started;
    }

    private ChildJvm.Program programOf(Part part, Path own) throws IOException {
        return new PartProgram(own, port(part), secrets, options.durable()).of(part);
    }

    private String port(Part part) {
        var port = ports.get(part);
        if (port == null) {
            throw new IllegalStateException(part.title() + " was not asked for");
        }
        return port;
    }

    private String address(Part part) {
        return "127.0.0.1:" + port(part);
    }

    public static Path log(Path directory, Part part) {
        return directory.resolve(part.directory() + ".log");
    }

    private void watch(Part part, RunningPart child) {
        child.process()
                .onExit()
                .thenRun(() -> {
                    if (!closing) {
                        Path log = log(directory, part);
                        listener.died(
                                part,
                                "%s has stopped unexpectedly (see %s)."
                                        .formatted(part.title(), log));
                    }
                });
    }

    /// A database on the PostgreSQL server; one that does not exist yet is created and belongs to
    /// that user.
    public Database database(String name, DatabaseUser user) {
        var server = (PostgresServer) part(Part.POSTGRESQL);
        try {
            return server.database(name, user);
        } catch (SQLException e) {
            throw new PartFailed(
                    "The database " + name + " cannot be created: " + e.getMessage(), e);
        }
    }

    /// Settings of an application that writes events.
    ///
    /// @param shop names the databases; for the only one, [#SHOP]
    public Map<String, String> eventStoreSettings(String shop) {
        var settings = new LinkedHashMap<String, String>();
        settings.putAll(
                database(shop + EVENTS, DatabaseUser.COMMAND_SIDE)
                        .settings("cartulary.databases.event-store"));
        settings.putAll(
                database(shop + KEYS, DatabaseUser.COMMAND_SIDE)
                        .settings("cartulary.databases.personal-keys"));
        return settings;
    }

    /// Settings of an application that writes read models.
    ///
    /// @param shop as for [#eventStoreSettings]
    public Map<String, String> readModelSettings(String shop) {
        return database(shop + READ_MODELS, DatabaseUser.QUERY_SIDE)
                .settings("cartulary.databases.read-models");
    }

    /// Settings of an application that publishes to Kafka or reads from it.
    public Map<String, String> kafkaSettings() {
        var settings = new LinkedHashMap<String, String>();
        kafkaClient()
                .forEach((name, value) -> settings.put("spring.kafka.properties." + name, value));
        settings.put("spring.kafka.bootstrap-servers", address(Part.KAFKA));
        return settings;
    }

    /// What one of Kafka's own clients is configured with.
    public Map<String, String> kafkaClient() {
        return Map.of(
                "bootstrap.servers",
                address(Part.KAFKA),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(PartProgram.USER, secrets.secret(PartProgram.KAFKA_PASSWORD)));
    }

    /// Settings of an application that searches.
    public Map<String, String> searchSettings() {
        return Map.of("cartulary.search.url", elasticsearchUrl().toString());
    }

    /// With user and password in it.
    public URI elasticsearchUrl() {
        return elasticsearchUrl(directory);
    }

    /// Of the server that any process runs in that directory.
    public static URI elasticsearchUrl(Path directory) {
        try {
            return URI.create(
                    "http://%s:%s@127.0.0.1:%s"
                            .formatted(
                                    PartProgram.USER,
                                    SecretsFile.in(directory)
                                            .secret(PartProgram.ELASTICSEARCH_PASSWORD),
                                    Files.readString(portFile(directory, Part.ELASTICSEARCH))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path portFile(Path directory, Part part) {
        return directory.resolve(part.directory()).resolve("port");
    }

    /// Settings of an application that takes payments.
    public Map<String, String> paymentSettings() {
        return Map.of(
                "cartulary.payment.simulated.url", paymentProviderUrl(),
                "cartulary.payment.simulated.secret", paymentSecret());
    }

    public String paymentProviderUrl() {
        return "http://" + address(Part.PAYMENT_PROVIDER);
    }

    /// Shared with the payment provider: its callers send it, and it signs its callbacks with it.
    public String paymentSecret() {
        return secrets.secret(PartProgram.PAYMENT_SECRET);
    }

    private RunningPart part(Part part) {
        var found = running.get(part);
        if (found == null) {
            throw new IllegalStateException(part.title() + " was not asked for");
        }
        return found;
    }

    /// Stops every part, also one that is still starting, and returns when all of them are gone.
    @Override
    public synchronized void close() {
        closing = true;
        starts.forEach((part, start) -> {
            // PostgreSQL is not to be left half way: it starts in a moment, and is stopped then.
            if (part != Part.POSTGRESQL) {
                start.cancel(true);
            }
        });
        threads.close();
        try (var stops = Executors.newVirtualThreadPerTaskExecutor()) {
            running.values().forEach(child -> stops.submit(child::close));
        }
    }
}

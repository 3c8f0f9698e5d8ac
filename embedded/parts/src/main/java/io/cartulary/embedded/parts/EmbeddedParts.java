package io.cartulary.embedded.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The servers of one shop, all children of this process.
public final class EmbeddedParts implements AutoCloseable {
    /// Events and whatever else is kept for ever, keys of personal data, read models.
    public static final List<String> DATABASES =
            List.of("cartulary_events", "cartulary_keys", "cartulary_views");

    private final Map<Part, RunningPart> running = new ConcurrentHashMap<>();
    private final Map<Part, Future<?>> starts = new EnumMap<>(Part.class);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Path directory;
    private final PartsOptions options;
    private final PartsListener listener;
    private volatile boolean closing;

    /// Nothing is started yet.
    ///
    /// @param directory keeps the data and the logs of every part, and is made if it is missing; it
    ///   belongs to one running process at a time, which is for the caller to see to
    public EmbeddedParts(Path directory, PartsOptions options, PartsListener listener) {
        this.directory = directory.toAbsolutePath();
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
        try {
            begin();
            awaitAll();
        } catch (PartFailed e) {
            close();
            throw e;
        }
        running.forEach(this::watch);
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
            Tree.delete(own);
            Files.deleteIfExists(log(directory, part));
        }
    }

    /// Starts a part that has ended anew: on the data it left, and where it answered before.
    ///
    /// @throws PartFailed if it does not start
    public void startAgain(Part part) {
        part(part).close();
        try {
            var started = startOne(part);
            running.put(part, started);
            watch(part, started);
        } catch (IOException | SQLException e) {
            throw asFailure(part, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw asFailure(part, e);
        }
    }

    /// The main process of a part, for whoever wants to see it or to end it.
    public ProcessHandle process(Part part) {
        return part(part).process();
    }

    private synchronized void begin() {
        if (closing) {
            throw new PartFailed("The servers were stopped before they were started.");
        }
        for (Part part : options.parts()) {
            starts.put(part, threads.submit(() -> running.put(part, startOne(part))));
        }
    }

    private void awaitAll() {
        var failures = new ArrayList<PartFailed>();
        starts.forEach((part, start) -> {
            try {
                start.get();
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
        Files.createDirectories(own);
        var started =
                switch (part) {
                    case POSTGRESQL -> startPostgres(own);
                    case KAFKA -> ChildJvm.start(kafka(own), own);
                    case ELASTICSEARCH -> ChildJvm.start(elasticsearch(own), own);
                    case PAYMENT_PROVIDER -> ChildJvm.start(paymentProvider(own), own);
                };
        listener.ready(part, started.address(), Duration.ofNanos(System.nanoTime() - begun));
        return started;
    }

    private PostgresServer startPostgres(Path own) throws IOException, SQLException {
        var server = PostgresServer.start(own, options.durable());
        for (String database : DATABASES) {
            server.createDatabaseIfMissing(database);
        }
        return server;
    }

    private static ChildJvm.Program kafka(Path own) throws IOException {
        return new ChildJvm.Program(
                Part.KAFKA,
                Home.of("kafka").resolve("lib") + "/*",
                // A broker mostly waits; the quick compiler alone makes it smaller.
                List.of(
                        "-Xms64m",
                        "-Xmx256m",
                        "-XX:MaxDirectMemorySize=64m",
                        "-XX:TieredStopAtLevel=1"),
                "io.cartulary.embedded.kafka.KafkaBroker",
                List.of(
                        own.resolve("data").toString(),
                        port(own),
                        Integer.toString(Port.remembered(own.resolve("controller-port")))),
                Map.of());
    }

    private static ChildJvm.Program elasticsearch(Path own) throws IOException {
        Path home = Home.of("elasticsearch");
        return new ChildJvm.Program(
                Part.ELASTICSEARCH,
                home.resolve("lib") + "/*",
                List.of(
                        "-Xms128m",
                        "-Xmx384m",
                        "-Dlog4j.shutdownHookEnabled=false",
                        "-Dlog4j2.disable.jmx=true",
                        // Its native vector library is not published; Lucene's own vector code is
                        // used instead.
                        "-Dorg.elasticsearch.nativeaccess.enableVectorLibrary=false",
                        "--add-modules=jdk.incubator.vector"),
                "io.cartulary.embedded.elasticsearch.ElasticsearchNode",
                List.of(home.toString(), own.resolve("data").toString(), port(own)),
                Map.of());
    }

    private ChildJvm.Program paymentProvider(Path own) throws IOException {
        return new ChildJvm.Program(
                Part.PAYMENT_PROVIDER,
                Home.of("payment-provider").resolve("lib") + "/*",
                List.of("-Xmx64m"),
                "io.cartulary.embedded.paymentprovider.PaymentProvider",
                List.of("--port=" + port(own), "--data=" + own.resolve("data"), "--parent"),
                Map.of("PAYMENT_PROVIDER_SECRET", options.paymentSecret()));
    }

    private static String port(Path own) throws IOException {
        return Integer.toString(Port.remembered(own.resolve("port")));
    }

    static Path log(Path directory, Part part) {
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

    /// The address of a database on the PostgreSQL server, whose user is `postgres`, without a
    /// password. A database that does not exist yet is created.
    public String jdbcUrl(String database) {
        var server = (PostgresServer) part(Part.POSTGRESQL);
        try {
            server.createDatabaseIfMissing(database);
        } catch (SQLException e) {
            throw new PartFailed(
                    "The database " + database + " cannot be created: " + e.getMessage(), e);
        }
        return server.address() + database;
    }

    /// `host:port`.
    public String kafkaBootstrapServers() {
        return part(Part.KAFKA).address();
    }

    public String elasticsearchUrl() {
        return part(Part.ELASTICSEARCH).address();
    }

    public String paymentProviderUrl() {
        return part(Part.PAYMENT_PROVIDER).address();
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

package io.cartulary.embedded.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/// The parts that all tests of one JVM share. Each is started when a test first asks for it and
/// stopped when the JVM ends. They start empty; a test that wants PostgreSQL for itself asks for a
/// database of its own name.
public final class SharedParts {
    /// What the shared payment provider expects and signs with.
    public static final String PAYMENT_SECRET = "shared-parts-payment-secret";

    private static final Map<Part, EmbeddedParts> STARTED = new ConcurrentHashMap<>();

    private SharedParts() {}

    /// Starts several side by side, for a test that is going to ask for all of them.
    public static void start(Part... parts) {
        try (var starts = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var part : parts) {
                starts.execute(() -> started(part));
            }
        }
    }

    /// The address of a database with that name, user `postgres`, no password; created when first
    /// asked for.
    public static String jdbcUrl(String database) {
        return started(Part.POSTGRESQL).jdbcUrl(database);
    }

    public static String kafkaBootstrapServers() {
        return started(Part.KAFKA).kafkaBootstrapServers();
    }

    public static String elasticsearchUrl() {
        return started(Part.ELASTICSEARCH).elasticsearchUrl();
    }

    public static String paymentProviderUrl() {
        return started(Part.PAYMENT_PROVIDER).paymentProviderUrl();
    }

    private static EmbeddedParts started(Part part) {
        return STARTED.computeIfAbsent(part, SharedParts::start);
    }

    private static EmbeddedParts start(Part part) {
        try {
            Path directory = Files.createTempDirectory("cartulary-" + part.directory());
            // A test's data need not survive a power cut.
            var options = new PartsOptions(EnumSet.of(part), PAYMENT_SECRET, false);
            var parts = EmbeddedParts.start(directory, options, PartsListener.SILENT);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(parts, directory)));
            return parts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(EmbeddedParts parts, Path directory) {
        parts.close();
        try {
            Tree.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.cartulary.embedded.parts;

import io.cartulary.embedded.parts.process.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/// The parts that all tests of one JVM share. Each is started when a test first asks for it and
/// stopped when the JVM ends. They start empty; a test that wants PostgreSQL for itself asks for a
/// database of its own name.
public final class SharedParts {
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

    /// See [EmbeddedParts#database].
    public static Database database(String name, DatabaseUser user) {
        return started(Part.POSTGRESQL).database(name, user);
    }

    /// See [EmbeddedParts#eventStoreSettings].
    public static Map<String, String> eventStoreSettings(String shop) {
        return withFewConnections(started(Part.POSTGRESQL).eventStoreSettings(shop));
    }

    /// See [EmbeddedParts#readModelSettings].
    public static Map<String, String> readModelSettings(String shop) {
        return withFewConnections(started(Part.POSTGRESQL).readModelSettings(shop));
    }

    /// Making forty connections takes a processor half a second, and few tests use them.
    private static Map<String, String> withFewConnections(Map<String, String> settings) {
        var few = new LinkedHashMap<>(settings);
        settings.keySet().stream()
                .filter(name -> name.endsWith(".url"))
                .forEach(name -> few.put(name.replace(".url", ".minimum-idle"), "1"));
        return few;
    }

    /// See [EmbeddedParts#kafkaSettings].
    public static Map<String, String> kafkaSettings() {
        return started(Part.KAFKA).kafkaSettings();
    }

    /// See [EmbeddedParts#kafkaClient].
    public static Map<String, String> kafkaClient() {
        return started(Part.KAFKA).kafkaClient();
    }

    /// See [EmbeddedParts#searchSettings].
    public static Map<String, String> searchSettings() {
        return started(Part.ELASTICSEARCH).searchSettings();
    }

    /// See [EmbeddedParts#elasticsearchUrl].
    public static URI elasticsearchUrl() {
        return started(Part.ELASTICSEARCH).elasticsearchUrl();
    }

    /// See [EmbeddedParts#paymentSettings].
    public static Map<String, String> paymentSettings() {
        return started(Part.PAYMENT_PROVIDER).paymentSettings();
    }

    public static String paymentProviderUrl() {
        return started(Part.PAYMENT_PROVIDER).paymentProviderUrl();
    }

    /// See [EmbeddedParts#paymentSecret].
    public static String paymentSecret() {
        return started(Part.PAYMENT_PROVIDER).paymentSecret();
    }

    /// See [EmbeddedParts#process].
    public static ProcessHandle process(Part part) {
        return started(part).process(part);
    }

    private static EmbeddedParts started(Part part) {
        return STARTED.computeIfAbsent(part, SharedParts::start);
    }

    private static EmbeddedParts start(Part part) {
        try {
            Path directory = Files.createTempDirectory("cartulary-" + part.directory());
            // A test's data need not survive a power cut.
            var options = new PartsOptions(EnumSet.of(part), false);
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
            Directories.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

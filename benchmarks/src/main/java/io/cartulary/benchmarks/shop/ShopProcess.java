package io.cartulary.benchmarks.shop;

import io.cartulary.benchmarks.BenchmarkUnavailable;
import io.cartulary.benchmarks.Options;
import io.cartulary.benchmarks.client.HttpConnection;
import io.cartulary.benchmarks.client.Pause;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A whole shop that a benchmark starts with `./start` and stops or kills.
public final class ShopProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Process process;
    private final Path data;
    private final URI url;
    private final Duration startedIn;

    private ShopProcess(Process process, Path data, URI url, Duration startedIn) {
        this.process = process;
        this.data = data;
        this.url = url;
        this.startedIn = startedIn;
    }

    /// Returns when the shop is ready. Its output goes to a file beside its data.
    ///
    /// @param options say in which store its events are
    /// @param words more of what `./start` knows
    public static ShopProcess start(Options options, Path data, int port, String... words)
            throws IOException, InterruptedException {
        var output = data.resolveSibling(data.getFileName() + ".out");
        Files.createDirectories(output.getParent());
        var command = new ArrayList<String>();
        command.add(Options.home().resolve("start").toString());
        command.addAll(List.of("--data", data.toString(), "--port", Integer.toString(port)));
        command.addAll(options.eventStore());
        command.addAll(List.of(words));
        var begun = System.nanoTime();
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.appendTo(output.toFile()));
        // Making them would take processor time from what is measured.
        builder.environment().put("CARTULARY_AOT_CACHES", "keep");
        var process = builder.start();
        // A benchmark that is broken off leaves nothing running.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        var url = URI.create("http://localhost:" + port);
        while (!isReady(url)) {
            if (!process.isAlive() || System.nanoTime() - begun > PATIENCE.toNanos()) {
                process.destroy();
                throw new BenchmarkUnavailable("The shop did not get ready: " + lastLine(output));
            }
            Pause.of(BETWEEN_LOOKS);
        }
        return new ShopProcess(process, data, url, Duration.ofNanos(System.nanoTime() - begun));
    }

    /// Whether a process of a shop says that it can be used.
    public static boolean isReady(URI url) {
        try (var connection = new HttpConnection(url, "")) {
            return connection.get("/actuator/health/readiness", "").status() == 200;
        } catch (IOException e) {
            return false; // no one listens yet
        }
    }

    private static String lastLine(Path output) throws IOException {
        try (Stream<String> lines = Files.lines(output)) {
            return lines.reduce((_, line) -> line).orElse("it said nothing");
        }
    }

    public long pid() {
        return process.pid();
    }

    public URI url() {
        return url;
    }

    Path data() {
        return data;
    }

    public Duration startedIn() {
        return startedIn;
    }

    /// Itself and its servers. PostgreSQL is no child: it makes itself a daemon.
    List<ProcessHandle> processes() throws IOException {
        var postmaster =
                Files.readAllLines(data.resolve("postgresql/cluster/postmaster.pid")).getFirst();
        return Stream.of(
                        process.toHandle(),
                        ProcessHandle.of(Long.parseLong(postmaster.strip())).orElseThrow())
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .distinct()
                .toList();
    }

    /// `kill -9` of the main process, as a power cut would take it.
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

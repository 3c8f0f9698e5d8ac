package io.cartulary.benchmarks.attack;

import io.cartulary.benchmarks.client.HttpConnection;
import io.cartulary.benchmarks.client.OperatorToken;
import io.cartulary.benchmarks.client.Pause;
import io.cartulary.benchmarks.shop.ShopProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// What the shop's main process takes of memory, measured four times a second and reported by
/// phase.
final class MemoryWatch implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Pattern HEAP =
            Pattern.compile("(?m)^jvm_memory_used_bytes\\{area=\"heap\",[^}]*} ([0-9.E+]+)$");

    /// A thing to do while memory is watched.
    interface Phase {
        void play() throws InterruptedException;
    }

    private static final class Most {
        private long heap;
        private long leastHeap = Long.MAX_VALUE;
        private long resident;
    }

    private final Path status;
    private final HttpConnection connection;
    private final OperatorToken token;
    private final Map<String, Most> phases = new LinkedHashMap<>();
    private final Thread watcher;
    private volatile String phase = "";
    private volatile boolean closed;

    MemoryWatch(ShopProcess shop, Path data) throws IOException {
        this.status = Path.of("/proc", Long.toString(shop.pid()), "status");
        this.connection = new HttpConnection(shop.url(), "");
        this.token = OperatorToken.of(shop.url(), data);
        this.watcher = Thread.ofPlatform().daemon().name("memory").start(this::watch);
    }

    void during(String name, Duration time) throws InterruptedException {
        during(name, () -> Pause.of(time));
    }

    void during(String name, Phase played) throws InterruptedException {
        phase = name;
        played.play();
        phase = "";
    }

    private void watch() {
        try {
            while (!closed) {
                look();
                Pause.of(BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        var now = phase;
        if (now.isEmpty()) {
            return;
        }
        var most = phases.computeIfAbsent(now, _ -> new Most());
        try (var lines = Files.lines(status)) {
            var resident =
                    lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                            .sum();
            var heap =
                    HEAP.matcher(
                                    connection
                                            .get("/actuator/prometheus", token.header())
                                            .accepted("metrics")
                                            .text())
                            .results()
                            .mapToLong(match -> (long) Double.parseDouble(match.group(1)))
                            .sum();
            most.resident = Math.max(most.resident, resident);
            most.heap = Math.max(most.heap, heap);
            most.leastHeap = Math.min(most.leastHeap, heap);
        } catch (IOException e) {
            System.out.println("memory could not be read: " + e);
        }
    }

    void print() {
        System.out.printf("%n%-12s %16s %16s %16s%n", "", "RSS most", "heap most", "heap least");
        phases.forEach((name, most) ->
                System.out.printf(
                        Locale.ROOT,
                        "%-12s %12d MiB %12d MiB %12d MiB%n",
                        name,
                        most.resident >> 20,
                        most.heap >> 20,
                        most.leastHeap >> 20));
    }

    @Override
    public void close() {
        closed = true;
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}

package io.cartulary.benchmarks.start;

import io.cartulary.benchmarks.Benchmark;
import io.cartulary.benchmarks.BenchmarkUnavailable;
import io.cartulary.benchmarks.Figure;
import io.cartulary.benchmarks.Options;
import io.cartulary.benchmarks.shop.Memory;
import io.cartulary.benchmarks.shop.ShopProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// `./start` on data that exist, until the shop is ready, and what all its parts then keep in
/// memory.
public final class StartUp implements Benchmark {

    private static final Duration READY = Duration.ofSeconds(40);
    private static final long MEMORY = 2_560L << 20;
    private static final int PORT = 18_080;
    private static final int ROUNDS = 3;

    @Override
    public List<Figure> run(Options options) throws Exception {
        var data = options.path("data", Options.home().resolve("benchmarks/target/shop"));
        var port = options.number("port", PORT);
        var slowest = Duration.ZERO;
        long most = 0;
        makeAotCaches();
        ShopProcess.start(options, data, port).close(); // makes the data, if there are none
        for (int round = 0; round < options.number("rounds", ROUNDS); round++) {
            try (var shop = ShopProcess.start(options, data, port)) {
                System.out.printf(
                        Locale.ROOT, "ready after %.1f s%n", shop.startedIn().toMillis() / 1e3);
                var memory = Memory.of(shop);
                memory.print();
                slowest = slowest.compareTo(shop.startedIn()) > 0 ? slowest : shop.startedIn();
                most = Math.max(most, memory.proportional());
            }
        }
        return List.of(
                new Figure(
                        "./start on existing data until ready (slowest of the rounds)",
                        "40 s",
                        String.format(Locale.ROOT, "%.1f s", slowest.toMillis() / 1e3),
                        slowest.compareTo(READY) <= 0),
                memory("resident memory of all parts after the start", most));
    }

    /// As they are there from the second start on.
    static void makeAotCaches() throws IOException, InterruptedException {
        var script = Options.home().resolve("build/aot-caches").toString();
        if (new ProcessBuilder(script).inheritIO().start().waitFor() != 0) {
            throw new BenchmarkUnavailable("The AOT caches could not be made.");
        }
    }

    public static Figure memory(String when, long bytes) {
        return new Figure(when, "2.5 GiB", Memory.mebibytes(bytes), bytes <= MEMORY);
    }
}

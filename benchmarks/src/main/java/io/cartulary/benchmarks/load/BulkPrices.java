package io.cartulary.benchmarks.load;

import io.cartulary.benchmarks.Benchmark;
import io.cartulary.benchmarks.BenchmarkUnavailable;
import io.cartulary.benchmarks.Figure;
import io.cartulary.benchmarks.Options;
import io.cartulary.benchmarks.client.Pause;
import io.cartulary.benchmarks.client.Staff;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How long it takes until the prices of 10,000 products are changed and every read model, the
/// search among them, has them; then the same taken back.
public final class BulkPrices implements Benchmark {

    private static final int PRODUCTS = 10_000;
    private static final Duration TARGET = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    @Override
    public List<Figure> run(Options options) throws Exception {
        var count = options.number("products", PRODUCTS);
        try (var staff = new Staff(options.url(), options.data())) {
            fill(staff, count);
            var begun = System.nanoTime();
            var update =
                    begin(
                            staff,
                            "/api/v1/admin/products/bulk-update",
                            """
                            {"filter": {"tag": "bulk"}, "change": {"price": {"direction": "RAISE", "percent": "10"}}}\
                            """);
            var changed = untilSearchable(staff, update, count, begun);
            begun = System.nanoTime();
            var undo = begin(staff, update + "/undo", "{}");
            var undone = untilSearchable(staff, undo, count, begun);
            return List.of(
                    figure("%d prices changed in bulk until searchable".formatted(count), changed),
                    figure("the same undone", undone));
        }
    }

    private static Figure figure(String what, Duration took) {
        return new Figure(
                what,
                "10 s",
                String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0),
                took.compareTo(TARGET) <= 0);
    }

    private static void fill(Staff staff, int count) throws IOException, InterruptedException {
        var lines =
                IntStream.range(0, count)
                        .mapToObj(n ->
                                """
                                {"slug": "bulk-%1$d", "name": "Thing of bulk %1$d", "currency": "EUR", "tags": ["bulk"],\
                                 "variants": [{"sku": "BULK-%1$d", "price": %2$d}]}\
                                """
                                        .formatted(n, 10 + n % 90))
                        .collect(Collectors.joining("\n"));
        await(staff, begin(staff, "/api/v1/admin/imports/products", lines));
        staff.untilCaughtUp(PATIENCE);
    }

    /// The path of its progress.
    private static String begin(Staff staff, String path, String body) throws IOException {
        var begun = staff.post(path, body).accepted("POST " + path);
        return URI.create(begun.requiredHeader("Location")).getPath();
    }

    private static void await(Staff staff, String path) throws IOException, InterruptedException {
        while (staff.read(path).path("state").asString("").equals("RUNNING")) {
            Pause.of(BETWEEN_LOOKS);
        }
    }

    private static Duration untilSearchable(Staff staff, String update, int count, long begun)
            throws IOException, InterruptedException {
        await(staff, update);
        var status = staff.read(update);
        if (status.path("done").asInt() != count) {
            throw new BenchmarkUnavailable("Not every product was changed: " + status);
        }
        var changed = Duration.ofNanos(System.nanoTime() - begun);
        staff.untilCaughtUp(PATIENCE);
        var searchable = Duration.ofNanos(System.nanoTime() - begun);
        System.out.printf(
                Locale.ROOT,
                "changed after %.1f s, searchable after %.1f s%n",
                changed.toMillis() / 1000.0,
                searchable.toMillis() / 1000.0);
        return searchable;
    }
}

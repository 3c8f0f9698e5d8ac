package io.cartulary.benchmarks.load;

import io.cartulary.benchmarks.Figure;
import io.cartulary.benchmarks.client.HttpConnection;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/// Clients that each ask for one kind of page again and again.
public final class CatalogueReads {

    private static final String STEP = "read";

    private CatalogueReads() {}

    /// @param what they ask for, as the report names it
    /// @param path of the next request
    /// @param perSecond answers that are wanted
    /// @param p99 that is wanted of an answer; none for [Duration#ZERO]
    public static Figure measure(
            String what, Load load, URI shop, Supplier<String> path, int perSecond, Duration p99)
            throws InterruptedException {
        System.out.printf("%n-- %s%n", what);
        var result = load.run(_ -> client(shop, path));
        result.print();
        var rate = result.perSecond(STEP);
        var slowest = result.of(STEP).percentile(99);
        result.cpu().printCost("of these", rate, "standalone", "ElasticsearchNode", "postgres");
        return new Figure(
                "%s, %d clients".formatted(what, load.clients()),
                "%d/s%s".formatted(perSecond, p99.isZero() ? "" : ", p99 " + Timings.millis(p99)),
                String.format(
                        Locale.ROOT,
                        "%.0f/s, p50 %s, p99 %s (%d errors)",
                        rate,
                        Timings.millis(result.of(STEP).percentile(50)),
                        Timings.millis(slowest),
                        result.errorCount()),
                rate >= perSecond
                        && (p99.isZero() || slowest.compareTo(p99) <= 0)
                        && result.errorCount() == 0);
    }

    private static Load.Client client(URI shop, Supplier<String> path) {
        var connection = new HttpConnection(shop, "Accept: application/json\r\n");
        return new Load.Client() {
            @Override
            public void once(Load.Recorder recorder) throws IOException {
                var asked = path.get();
                var begun = System.nanoTime();
                connection.get(asked, "").accepted(STEP);
                recorder.ended(STEP, begun);
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }
}

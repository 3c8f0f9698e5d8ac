package io.cartulary.benchmarks.load;

import io.cartulary.benchmarks.Benchmark;
import io.cartulary.benchmarks.Figure;
import io.cartulary.benchmarks.Options;
import io.cartulary.benchmarks.client.BenchmarkCatalogue;
import io.cartulary.benchmarks.client.HttpConnection;
import io.cartulary.benchmarks.client.Staff;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/// Shoppers who only look: lists, details, search with facets, filters.
public final class Browse implements Benchmark {

    private static final String ANY = "any";
    private static final int REQUESTS_PER_SECOND = 600;
    private static final Duration P99 = Duration.ofMillis(150);

    @Override
    public List<Figure> run(Options options) throws Exception {
        var shop = options.url();
        Checkout.CATALOGUE.fill(shop, options.data(), Checkout.PIECES, Checkout.COUPON_USES);
        List<String> products;
        try (var staff = new Staff(shop, options.data())) {
            products = Checkout.CATALOGUE.productIds(staff);
        }
        var load = options.load();
        var result = load.run(_ -> client(shop, products));
        result.print();
        var rate = result.perSecond(ANY);
        var p99 = result.of(ANY).percentile(99);
        return List.of(
                new Figure(
                        "browse requests/s (a quarter each: list, detail, search with facets, filter), %d clients"
                                .formatted(load.clients()),
                        "600/s, p99 150 ms",
                        String.format(
                                Locale.ROOT,
                                "%.0f/s, p50 %s, p99 %s (%d errors)",
                                rate,
                                Timings.millis(result.of(ANY).percentile(50)),
                                Timings.millis(p99),
                                result.errorCount()),
                        rate >= REQUESTS_PER_SECOND
                                && p99.compareTo(P99) <= 0
                                && result.errorCount() == 0));
    }

    private static Load.Client client(URI shop, List<String> products) {
        var connection = new HttpConnection(shop, "Accept: application/json\r\n");
        return new Load.Client() {
            private int turn = ThreadLocalRandom.current().nextInt(4);

            @Override
            public void once(Load.Recorder recorder) throws IOException {
                var random = ThreadLocalRandom.current();
                switch (turn++ % 4) {
                    case 0 -> look("list", "/api/v1/products?limit=24", recorder);
                    case 1 ->
                            look(
                                    "detail",
                                    "/api/v1/products/"
                                            + products.get(random.nextInt(products.size())),
                                    recorder);
                    case 2 ->
                            look(
                                    "search with facets",
                                    "/api/v1/search?q=" + BenchmarkCatalogue.randomThing(),
                                    recorder);
                    default ->
                            look(
                                    "filter",
                                    "/api/v1/products?brand=%s&currency=EUR&maxPrice=%d&sort=price"
                                            .formatted(
                                                    BenchmarkCatalogue.randomBrand(),
                                                    2_000 + 500 * random.nextInt(10)),
                                    recorder);
                }
            }

            private void look(String step, String path, Load.Recorder recorder) throws IOException {
                var begun = System.nanoTime();
                connection.get(path, "").accepted(step);
                recorder.ended(step, begun);
                recorder.ended(ANY, begun);
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }
}

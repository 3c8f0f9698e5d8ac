package io.cartulary.benchmarks.start;

import io.cartulary.benchmarks.Benchmark;
import io.cartulary.benchmarks.Figure;
import io.cartulary.benchmarks.Options;
import io.cartulary.benchmarks.load.Checkout;
import io.cartulary.benchmarks.load.Load;
import io.cartulary.benchmarks.shop.ShopProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How fast a restarted shop becomes warm: check-outs a second in each span of time from its
/// readiness on, with what one of them costs.
public final class Warm implements Benchmark {

    private static final int PORT = 18_080;
    private static final int CLIENTS = 32;
    private static final Duration SPAN = Duration.ofSeconds(20);

    /// The span within which a shop is to be warm: the third.
    private static final int WARM_IN_SPAN = 3;

    /// Spans at the end whose mean is what a warm shop does.
    private static final int LAST = 6;

    private static final double SHARE = 0.8;
    private static final String WHOLE = Checkout.WHOLE;

    @Override
    public List<Figure> run(Options options) throws Exception {
        var data = options.path("data", Options.home().resolve("benchmarks/target/shop"));
        var port = options.number("port", PORT);
        var spans = options.minutes("minutes", 10).dividedBy(SPAN);
        StartUp.makeAotCaches();
        fill(options, data, port);
        var rates = new ArrayList<Double>();
        try (var shop = ShopProcess.start(options, data, port)) {
            System.out.printf(
                    Locale.ROOT, "ready after %.1f s%n", shop.startedIn().toMillis() / 1e3);
            for (int span = 1; span <= spans; span++) {
                var result =
                        new Load(CLIENTS, Duration.ZERO, SPAN)
                                .run(_ -> Checkout.client(shop.url(), Checkout.CATALOGUE.size()));
                var rate = result.perSecond(WHOLE);
                rates.add(rate);
                System.out.printf(
                        Locale.ROOT,
                        "%3d s: %5.1f/s, %d errors; ",
                        span * SPAN.toSeconds(),
                        rate,
                        result.errorCount());
                Checkout.printCost(result);
            }
        }
        return List.of(figure(rates));
    }

    private static void fill(Options options, Path data, int port) throws Exception {
        try (var shop = ShopProcess.start(options, data, port)) {
            Checkout.CATALOGUE.fill(shop.url(), data, Checkout.PIECES, Checkout.COUPON_USES);
        }
    }

    private static Figure figure(List<Double> rates) {
        var last =
                rates.subList(Math.max(0, rates.size() - LAST), rates.size()).stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElse(0);
        var early = rates.get(Math.min(WARM_IN_SPAN, rates.size()) - 1);
        return new Figure(
                "check-outs/s 40 to 60 s after a restart, of those in the last two minutes",
                "80 %",
                String.format(
                        Locale.ROOT, "%.0f %% (%.1f/s of %.1f/s)", 100 * early / last, early, last),
                early >= SHARE * last);
    }
}

package io.cartulary.benchmarks.load;

import io.cartulary.benchmarks.Benchmark;
import io.cartulary.benchmarks.Figure;
import io.cartulary.benchmarks.Options;
import io.cartulary.benchmarks.client.Pause;
import io.cartulary.benchmarks.client.Shopper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/// How long after the answer to a command its effect can be read, while orders come at a steady
/// rate. The details are asked again and again without a position, so that nothing is waited for on
/// the server.
public final class Visible implements Benchmark {

    private static final String VISIBLE = "answered until visible";
    private static final int ORDERS_PER_SECOND = 20;
    private static final int SHOPPERS = 16;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);
    private static final Duration P50 = Duration.ofMillis(25);
    private static final Duration P99 = Duration.ofMillis(100);

    @Override
    public List<Figure> run(Options options) throws Exception {
        var shop = options.url();
        Checkout.CATALOGUE.fill(shop, options.data(), Checkout.PIECES, Checkout.COUPON_USES);
        var load =
                new Load(SHOPPERS, options.seconds("warm-up", 15), options.seconds("seconds", 60));
        var next = new AtomicLong(System.nanoTime());
        var result = load.run(_ -> client(shop, next));
        result.print();
        var p50 = result.of(VISIBLE).percentile(50);
        var p99 = result.of(VISIBLE).percentile(99);
        return List.of(
                new Figure(
                        "order placed until visible in order details, at %.0f orders/s"
                                .formatted(result.perSecond(VISIBLE)),
                        "p50 25 ms, p99 100 ms",
                        String.format(
                                Locale.ROOT,
                                "p50 %s, p99 %s (%d errors)",
                                Timings.millis(p50),
                                Timings.millis(p99),
                                result.errorCount()),
                        p50.compareTo(P50) <= 0
                                && p99.compareTo(P99) <= 0
                                && result.errorCount() == 0));
    }

    /// @param next when the next order of anyone is due
    private static Load.Client client(URI shop, AtomicLong next) {
        var shopper = new Shopper(shop);
        var interval = Duration.ofSeconds(1).dividedBy(ORDERS_PER_SECOND).toNanos();
        return new Load.Client() {
            @Override
            public void once(Load.Recorder recorder) throws IOException, InterruptedException {
                Pause.until(next.getAndAdd(interval));
                var order = Checkout.buy(shopper, recorder, Checkout.CATALOGUE.size());
                var answered = System.nanoTime();
                while (shopper.readOrder(order).status() == 404) {
                    Pause.of(BETWEEN_LOOKS);
                }
                recorder.ended(VISIBLE, answered);
            }

            @Override
            public void close() {
                shopper.close();
            }
        };
    }
}

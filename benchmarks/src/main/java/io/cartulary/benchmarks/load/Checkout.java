package io.cartulary.benchmarks.load;

import io.cartulary.benchmarks.Benchmark;
import io.cartulary.benchmarks.Figure;
import io.cartulary.benchmarks.Options;
import io.cartulary.benchmarks.client.BenchmarkCatalogue;
import io.cartulary.benchmarks.client.Shopper;
import io.cartulary.benchmarks.client.Staff;
import io.cartulary.benchmarks.shop.CpuUse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Shoppers who each buy two products after each other. An order counts when its details, a read
/// model, show it as confirmed.
public final class Checkout implements Benchmark {

    public static final BenchmarkCatalogue CATALOGUE =
            new BenchmarkCatalogue("BENCH", 1_000, "BENCH5");
    public static final int PIECES = 1_000_000;
    public static final int COUPON_USES = 100_000_000;

    static final String CONFIRMED = "confirmed and visible";

    public static final String WHOLE = "whole check-out";
    private static final int ORDERS_PER_SECOND = 150;

    /// In seconds. Until then the compiler takes up to a third of two cores, in Elasticsearch, too.
    private static final int WARM_UP = 240;

    private static final Duration LAG = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public List<Figure> run(Options options) throws Exception {
        var shop = options.url();
        var skus = options.number("skus", CATALOGUE.size());
        CATALOGUE.fill(shop, options.data(), PIECES, COUPON_USES);
        try (var staff = new Staff(shop, options.data())) {
            var load = options.load(WARM_UP);
            var result = load.run(_ -> client(shop, skus));
            var behind = staff.lags();
            var lag = staff.untilCaughtUp(PATIENCE);
            result.print();
            printCost(result);
            System.out.println("behind at the end, in events: " + behind);
            var rate = result.perSecond(WHOLE);
            return List.of(
                    new Figure(
                            "full check-outs/s over HTTP, %d shoppers, of %d SKUs, confirmed and visible"
                                    .formatted(load.clients(), skus),
                            ORDERS_PER_SECOND + "/s",
                            String.format(
                                    Locale.ROOT,
                                    "%.0f/s (whole check-out p50 %s, p99 %s; %d errors)",
                                    rate,
                                    Timings.millis(result.of(WHOLE).percentile(50)),
                                    Timings.millis(result.of(WHOLE).percentile(99)),
                                    result.errorCount()),
                            rate >= ORDERS_PER_SECOND && result.errorCount() == 0),
                    new Figure(
                            "time until every projection had everything after that load",
                            "1 s",
                            Timings.millis(lag),
                            lag.compareTo(LAG) <= 0));
        }
    }

    public static void printCost(Load.Result result) {
        result.cpu()
                .printCost(
                        "check-out",
                        result.perSecond(WHOLE),
                        "standalone",
                        "postgres",
                        "ElasticsearchNode",
                        "KafkaBroker",
                        "PaymentProvider",
                        CpuUse.SELF);
    }

    public static Load.Client client(URI shop, int skus) {
        return client(new Shopper(shop), skus);
    }

    static Load.Client client(Shopper shopper, int skus) {
        return new Load.Client() {
            @Override
            public void once(Load.Recorder recorder) throws IOException, InterruptedException {
                var begun = System.nanoTime();
                var order = buy(shopper, recorder, skus);
                var placed = System.nanoTime();
                shopper.awaitConfirmation(order);
                recorder.ended(CONFIRMED, placed);
                recorder.ended(WHOLE, begun);
            }

            @Override
            public void close() {
                shopper.close();
            }
        };
    }

    /// Everything up to the answer that the order was placed; answers its id.
    ///
    /// @param skus how many different ones everybody chooses from
    static String buy(Shopper shopper, Load.Recorder recorder, int skus) throws IOException {
        var at = System.nanoTime();
        shopper.openCart();
        at = recorder.ended(Shopper.OPEN_CART, at);
        shopper.addItem(CATALOGUE.randomSku(skus), 1);
        at = recorder.ended(Shopper.ADD_ITEM, at);
        shopper.addItem(CATALOGUE.randomSku(skus), 2);
        at = recorder.ended(Shopper.ADD_ITEM, at);
        shopper.applyCoupon(CATALOGUE.coupon());
        at = recorder.ended(Shopper.APPLY_COUPON, at);
        var order = shopper.placeOrder("tok_settle");
        recorder.ended(Shopper.PLACE_ORDER, at);
        return order;
    }
}

package io.cartulary.benchmarks.load;

import io.cartulary.benchmarks.Benchmark;
import io.cartulary.benchmarks.Figure;
import io.cartulary.benchmarks.Options;
import io.cartulary.benchmarks.client.Shopper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// What a line costs in an order of ten lines and in one of a thousand: until the order is
/// answered, and until its details show it as confirmed. The cart is filled before.
public final class Lines implements Benchmark {

    private static final int FEW = 10;
    private static final int MANY = 1_000;

    private static final int ORDERS_OF_FEW = 60;
    private static final int ORDERS_OF_MANY = 5;

    /// Median durations of one order.
    private record Cost(int lines, Duration answered, Duration confirmed) {

        double answeredPerLine() {
            return answered.toNanos() / 1e6 / lines;
        }

        double confirmedPerLine() {
            return confirmed.toNanos() / 1e6 / lines;
        }

        Figure figure(Cost few) {
            return new Figure(
                    "an order of %d lines: cost of a line until answered, until confirmed"
                            .formatted(lines),
                    "no more than with %d lines".formatted(few.lines),
                    String.format(
                            Locale.ROOT,
                            "%.2f ms, %.2f ms (with %d lines: %.2f ms, %.2f ms)",
                            answeredPerLine(),
                            confirmedPerLine(),
                            few.lines,
                            few.answeredPerLine(),
                            few.confirmedPerLine()),
                    answeredPerLine() <= few.answeredPerLine()
                            && confirmedPerLine() <= few.confirmedPerLine());
        }
    }

    @Override
    public List<Figure> run(Options options) throws Exception {
        var shop = options.url();
        Checkout.CATALOGUE.fill(shop, options.data(), Checkout.PIECES, Checkout.COUPON_USES);
        measure(shop, FEW, ORDERS_OF_FEW);
        measure(shop, MANY, 1);
        var few = measure(shop, FEW, ORDERS_OF_FEW);
        var many = measure(shop, MANY, ORDERS_OF_MANY);
        return List.of(many.figure(few));
    }

    private static Cost measure(URI shop, int lines, int orders)
            throws IOException, InterruptedException {
        System.out.printf("%d orders of %d lines%n", orders, lines);
        var answered = new Timings();
        var confirmed = new Timings();
        try (var shopper = new Shopper(shop)) {
            for (var order = 0; order < orders; order++) {
                shopper.openCart();
                for (var line = 0; line < lines; line++) {
                    shopper.addItem(Checkout.CATALOGUE.sku(line), 1);
                }
                shopper.applyCoupon(Checkout.CATALOGUE.coupon());
                var begun = System.nanoTime();
                var placed = shopper.placeOrder("tok_settle");
                answered.add(System.nanoTime() - begun);
                shopper.awaitConfirmation(placed);
                confirmed.add(System.nanoTime() - begun);
            }
        }
        return new Cost(
                lines,
                Timings.merged(List.of(answered)).percentile(50),
                Timings.merged(List.of(confirmed)).percentile(50));
    }
}

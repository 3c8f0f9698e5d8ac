package io.cartulary.benchmarks.attack;

import io.cartulary.benchmarks.Benchmark;
import io.cartulary.benchmarks.BenchmarkUnavailable;
import io.cartulary.benchmarks.Figure;
import io.cartulary.benchmarks.Options;
import io.cartulary.benchmarks.client.BenchmarkCatalogue;
import io.cartulary.benchmarks.client.Pause;
import io.cartulary.benchmarks.client.Shopper;
import io.cartulary.benchmarks.shop.ShopProcess;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Four attacks at once on a shop of its own, while shoppers buy: one large body for a provider's
/// callback, many bodies that are held with an `Idempotency-Key`, thousands of requests that stop
/// half way, and a large body for a cart. No figure but a proof: no shopper may fail, no attacker
/// may stay connected, and memory must come back.
public final class AttackProof implements Benchmark {

    private static final int PORT = 18_085;
    private static final BenchmarkCatalogue CATALOGUE =
            new BenchmarkCatalogue("ATTACK", 40, "ATTACK5");
    private static final int PIECES = 1_000_000;
    private static final int SHOPPERS = 8;
    private static final long MEGABYTE = 1_000_000;
    private static final Duration QUIET = Duration.ofSeconds(20);

    /// Within which every connection of an attacker is answered or closed, by the shop's limits.
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(15);

    /// Longer than that, so that one which stays is seen.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger bought = new AtomicInteger();
    private volatile boolean buying = true;

    @Override
    public List<Figure> run(Options options) throws Exception {
        var data = options.path("data", Options.home().resolve("benchmarks/target/attack"));
        var rounds = options.number("rounds", 3);
        try (var shop =
                ShopProcess.start(
                        options, data, options.number("port", PORT), "--reset", "--no-sample")) {
            CATALOGUE.fill(shop.url(), data, PIECES, PIECES);
            var shoppers = startShopping(shop.url(), options.number("clients", SHOPPERS));
            try (var memory = new MemoryWatch(shop, data)) {
                memory.during("before", QUIET);
                for (int round = 1; round <= rounds; round++) {
                    attack(shop.url(), memory, round);
                }
                memory.during("after", QUIET);
                memory.print();
            }
            buying = false;
            for (var shopper : shoppers) {
                shopper.join();
            }
        }
        System.out.printf(
                "%d orders bought and confirmed, %d failures%n", bought.get(), failures.size());
        if (!failures.isEmpty()) {
            throw new BenchmarkUnavailable(
                    "%d things went wrong, the first:%n%s"
                            .formatted(
                                    failures.size(),
                                    String.join("\n", failures.stream().limit(10).toList())));
        }
        return List.of();
    }

    private void attack(URI shop, MemoryWatch memory, int round)
            throws IOException, InterruptedException {
        String token;
        try (var shopper = new Shopper(shop)) {
            shopper.openCart();
            token = shopper.cartToken();
        }
        var cart =
                "POST /api/v1/cart/items HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\nCart-Token: %s\r\n"
                        .formatted(token);
        var attacks =
                List.of(
                        new Attack(
                                "400 MB callback",
                                1,
                                "POST /api/v1/payments/simulated/callback HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\n",
                                400 * MEGABYTE,
                                400 * MEGABYTE),
                        new Attack("90 MB cart", 1, cart, 90 * MEGABYTE, 90 * MEGABYTE),
                        new Attack(
                                "held 1 MiB bodies",
                                900,
                                cart + "Idempotency-Key: {key}\r\n",
                                1 << 20,
                                (1 << 20) - 1),
                        new Attack(
                                "held bodies within the limit",
                                900,
                                cart + "Idempotency-Key: {key}-within\r\n",
                                250_000,
                                249_999),
                        new Attack("half-sent requests", 4_200, cart, 60, 20));
        memory.during(
                "attack " + round,
                () -> {
                    attacks.forEach(attack -> attack.begin(shop, PATIENCE));
                    for (var attack : attacks) {
                        attack.await();
                    }
                });
        for (var attack : attacks) {
            System.out.printf(Locale.ROOT, "attack %d, %s%n", round, attack);
            if (!attack.isOver()) {
                failures.add("%s: connections were open after %s".formatted(attack, CLOSED_WITHIN));
            }
        }
    }

    private List<Thread> startShopping(URI shop, int shoppers) {
        var threads = new ArrayList<Thread>();
        for (int number = 0; number < shoppers; number++) {
            threads.add(Thread.ofPlatform().start(() -> shop(shop)));
        }
        return threads;
    }

    private void shop(URI shop) {
        try (var shopper = new Shopper(shop)) {
            while (buying) {
                try {
                    shopper.openCart();
                    shopper.addItem(CATALOGUE.randomSku(), 1);
                    shopper.awaitConfirmation(shopper.placeOrder("tok_settle"));
                    bought.incrementAndGet();
                } catch (IOException | RuntimeException e) {
                    failures.add("a shopper: " + e);
                    Pause.of(Duration.ofMillis(200));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

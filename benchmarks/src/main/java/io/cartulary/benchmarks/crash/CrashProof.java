package io.cartulary.benchmarks.crash;

import io.cartulary.benchmarks.Benchmark;
import io.cartulary.benchmarks.BenchmarkUnavailable;
import io.cartulary.benchmarks.Figure;
import io.cartulary.benchmarks.Options;
import io.cartulary.benchmarks.client.Answer;
import io.cartulary.benchmarks.client.BenchmarkCatalogue;
import io.cartulary.benchmarks.client.Pause;
import io.cartulary.benchmarks.client.Shopper;
import io.cartulary.benchmarks.client.Staff;
import io.cartulary.benchmarks.shop.ShopProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Kills the shop in the middle of many check-outs, starts it again and reads all books: every
/// order must have ended, and everything must add up. No figure but a proof; it fails with the
/// promise that was broken.
public final class CrashProof implements Benchmark {

    private static final int SHOPPERS = 200;
    private static final int PORT = 18_081;

    /// Fewer pieces and coupon uses than are asked for, so that refusals are undone too.
    private static final BenchmarkCatalogue CATALOGUE =
            new BenchmarkCatalogue("CRASH", 40, "CRASH5");

    private static final int PIECES = 12;
    private static final int COUPON_USES = 120;

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /// From a request until its answer, with the restart in between.
    private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(8);

    private final Map<Integer, String> orders = new ConcurrentHashMap<>();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();

    @Override
    public List<Figure> run(Options options) throws Exception {
        if (options.has("kills") || options.has("minutes")) {
            return new ManyCrashes().run(options);
        }
        var data = options.path("data", Options.home().resolve("benchmarks/target/crash"));
        var port = options.number("port", PORT);
        var shoppers = options.number("clients", SHOPPERS);
        var killedAfter =
                new CountDownLatch(
                        shoppers / 4 + ThreadLocalRandom.current().nextInt(shoppers / 4));
        ShopProcess shop = ShopProcess.start(options, data, port, "--reset", "--no-sample");
        try {
            CATALOGUE.fill(shop.url(), data, PIECES, COUPON_USES);
            var threads = new ArrayList<Thread>();
            for (int number = 0; number < shoppers; number++) {
                var shopper = number;
                var url = shop.url();
                threads.add(Thread.ofVirtual().start(() -> buy(shopper, url, killedAfter)));
            }
            if (!killedAfter.await(ANSWERED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                throw new BenchmarkUnavailable(
                        "Only %d order requests were answered within %s; nothing was killed yet"
                                .formatted(orders.size(), ANSWERED_WITHIN));
            }
            shop.kill();
            System.out.printf("killed after %d answers to order requests%n", orders.size());
            shop = ShopProcess.start(options, data, port, "--no-sample");
            System.out.printf("started again in %d ms%n", shop.startedIn().toMillis());
            for (var thread : threads) {
                thread.join();
            }
            check(shop, data, options.axonServer());
            return List.of();
        } finally {
            shop.close();
        }
    }

    /// Buys until there is an answer. What came before the order is begun again when a request of
    /// it fails; the order itself is repeated with its key.
    private void buy(int number, URI shop, CountDownLatch answered) {
        var token =
                switch (number % 10) {
                    case 0 -> "tok_decline";
                    case 1 -> "tok_late";
                    case 2 -> "tok_twice";
                    default -> "tok_settle";
                };
        var key = UUID.randomUUID().toString();
        try (var shopper = new Shopper(shop)) {
            repeated(() -> {
                shopper.openCart();
                shopper.addItem(CATALOGUE.randomSku(), 1);
                shopper.addItem(CATALOGUE.randomSku(), 2);
                shopper.applyCoupon(CATALOGUE.coupon());
            });
            repeated(() -> orders.put(number, shopper.placeOrder(token, key)));
        } catch (Answer.Unexpected e) {
            if (SOLD_OUT.stream().noneMatch(e.getMessage()::endsWith)) {
                refusals.add(e.getMessage() + " " + e.details());
            }
        } catch (BenchmarkUnavailable e) {
            refusals.add(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            answered.countDown();
        }
    }

    /// What a shopper who comes too late is answered before an order is placed.
    private static final List<String> SOLD_OUT = List.of("NOT_ENOUGH_IN_STOCK", "COUPON_USED_UP");

    private interface Step {
        void take() throws IOException;
    }

    private static void repeated(Step step) throws InterruptedException {
        for (var until = System.nanoTime() + ANSWERED_WITHIN.toNanos(); ; ) {
            try {
                step.take();
                return;
            } catch (IOException e) {
                if (System.nanoTime() > until) {
                    throw new BenchmarkUnavailable("the shop does not answer: " + e, e);
                }
            } catch (Answer.Unexpected e) {
                if (!e.asksForRepetition() || System.nanoTime() > until) {
                    throw e;
                }
            }
            Pause.of(BETWEEN_LOOKS);
        }
    }

    private void check(ShopProcess shop, Path data, @Nullable String axonServer)
            throws IOException, SQLException, InterruptedException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        var books = InvariantChecks.read(data, axonServer);
        while (!books.unfinished().isEmpty() && System.nanoTime() < until) {
            Pause.of(BETWEEN_LOOKS);
            books = InvariantChecks.read(data, axonServer);
        }
        var broken = new ArrayList<>(books.violations());
        refusals.forEach(refusal -> broken.add("a shopper was refused: " + refusal));
        for (var order : books.placed()) {
            if (!orders.containsValue(order)) {
                broken.add(
                        order + " was placed, but its shopper holds another: it was placed twice");
            }
        }
        try (var staff = new Staff(shop.url(), data)) {
            staff.untilCaughtUp(PATIENCE);
            for (var order : books.placed()) {
                var shown = staff.get("/api/v1/admin/orders/" + order).accepted("read order");
                if (!books.end(order).equalsIgnoreCase(shown.member("status"))) {
                    broken.add(order + " is shown as " + shown.member("status"));
                }
            }
        }
        System.out.println(books.summary());
        if (!broken.isEmpty()) {
            throw new BenchmarkUnavailable(
                    "%d promises are broken:%n%s"
                            .formatted(broken.size(), String.join("\n", broken)));
        }
        System.out.println("every order ended, and stock, coupon, payments and ledger add up");
    }
}

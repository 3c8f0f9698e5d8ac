package io.cartulary.benchmarks.crash;

import io.cartulary.benchmarks.Benchmark;
import io.cartulary.benchmarks.BenchmarkUnavailable;
import io.cartulary.benchmarks.Figure;
import io.cartulary.benchmarks.Options;
import io.cartulary.benchmarks.client.BenchmarkCatalogue;
import io.cartulary.benchmarks.client.Pause;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// Kills every part of a shop again and again while shoppers buy: both command sides, the query
/// side, PostgreSQL, Kafka, Elasticsearch, the payment provider and Axon Server, each with `kill
/// -9` at a moment drawn from a seed. Then it reads all books: every order must have ended, and
/// everything must add up.
final class ManyCrashes implements Benchmark {

    private static final int KILLS = 30;
    private static final int MINUTES = 10;
    private static final int SHOPPERS = 12;

    /// So much that no one is refused, and so little that many are.
    private static final BenchmarkCatalogue PLENTY = new BenchmarkCatalogue("CRASH", 40, "CRASH5");

    private static final BenchmarkCatalogue SCARCE =
            new BenchmarkCatalogue("SCARCE", 10, "SCARCE5");
    private static final int PLENTY_OF = 1_000_000;
    private static final int PIECES_A_MINUTE = 3;
    private static final int USES_A_MINUTE = 8;

    /// Until the tables of prices know what was just created.
    private static final Duration SETTLING = Duration.ofSeconds(3);

    /// After the last kill, so that it too meets shoppers and is recovered from under load.
    private static final Duration AFTERWARDS = Duration.ofSeconds(5);

    private static final int READERS = 8;

    /// Until everything ended that the shoppers began; a busy machine is far behind them.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    @Override
    public List<Figure> run(Options options) throws Exception {
        var seed =
                options.has("seed")
                        ? Long.parseLong(options.text("seed"))
                        : ThreadLocalRandom.current().nextLong();
        var within = options.minutes("minutes", MINUTES);
        System.out.printf("seed %d (--seed)%n", seed);
        var data = options.path("data", Options.home().resolve("benchmarks/target/crashes"));
        try (var shop = NodesOfShop.start(data, options)) {
            var minutes = Math.max(1, (int) within.toMinutes());
            PLENTY.fill(shop::staff, PLENTY_OF, PLENTY_OF);
            SCARCE.fill(shop::staff, PIECES_A_MINUTE * minutes, USES_A_MINUTE * minutes);
            Pause.of(SETTLING);
            var plan =
                    CrashPlan.of(
                            seed,
                            options.number("kills", KILLS),
                            shop.victims(),
                            within.minus(AFTERWARDS));
            var seen = underLoad(shop, plan, within, seed, options.number("clients", SHOPPERS));
            var broken = new ArrayList<>(seen.faults());
            shop.awaitAllUp();
            broken.addAll(shop.faults());
            broken.addAll(whatIsWrong(shop, seen));
            System.out.printf(
                    "%d answers, %d of them 503 while something was down, %d orders refused as too many; %d requests broke off%n",
                    seen.answers().get(),
                    seen.unavailable().get(),
                    seen.tooMany().get(),
                    seen.brokenOff().get());
            if (!broken.isEmpty()) {
                throw new BenchmarkUnavailable(
                        "seed %d: %d promises are broken:%n%s"
                                .formatted(seed, broken.size(), String.join("\n", broken)));
            }
            System.out.printf(
                    "%d kills: every order ended, and stock, coupons, payments, effects and ledger add up%n",
                    plan.kills().size());
            return List.of();
        }
    }

    private static RetryingShopper.Seen underLoad(
            NodesOfShop shop, CrashPlan plan, Duration within, long seed, int shoppers)
            throws InterruptedException {
        var begun = System.nanoTime();
        var until = begun + within.toNanos();
        var seen = new RetryingShopper.Seen();
        var threads = new ArrayList<Thread>();
        for (int number = 0; number < shoppers; number++) {
            var shopper = new RetryingShopper(shop, PLENTY, SCARCE, seen, seed + number);
            threads.add(Thread.ofVirtual().start(() -> buy(shopper, until, seen)));
        }
        for (var kill : plan.kills()) {
            Pause.until(begun + kill.at().toNanos());
            shop.kill(kill.victim());
        }
        for (var thread : threads) {
            thread.join();
        }
        return seen;
    }

    private static void buy(RetryingShopper shopper, long until, RetryingShopper.Seen seen) {
        try (shopper) {
            shopper.buyUntil(until);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            seen.faults().add("a shopper gave up: " + e);
        }
    }

    private static List<String> whatIsWrong(NodesOfShop shop, RetryingShopper.Seen seen)
            throws IOException, SQLException, InterruptedException {
        var books = booksAtTheEnd(shop);
        System.out.println(books.summary());
        var broken = new ArrayList<>(books.violations());
        broken.addAll(books.wrongMails(shop.mails()));
        for (var order : books.placed()) {
            if (!seen.orders().contains(order)) {
                broken.add(order + " was placed, but no shopper knows it: it was placed twice");
            }
        }
        for (var order : seen.orders()) {
            if (!books.placed().contains(order)) {
                broken.add(order + " was promised to a shopper, but was never placed");
            }
        }
        if (!shop.querySides().isEmpty()) {
            checkWhatIsShown(shop, books, broken);
        }
        return broken;
    }

    private static InvariantChecks booksAtTheEnd(NodesOfShop shop)
            throws IOException, SQLException, InterruptedException {
        var begun = System.nanoTime();
        while (InvariantChecks.countUnfinished(shop.data(), shop.axonServer()) > 0
                && System.nanoTime() - begun < PATIENCE.toNanos()) {
            Pause.of(BETWEEN_LOOKS);
        }
        System.out.printf(
                "everything ended %.0f s after the load%n", (System.nanoTime() - begun) / 1e9);
        return InvariantChecks.read(shop.data(), shop.axonServer());
    }

    private static void checkWhatIsShown(
            NodesOfShop shop, InvariantChecks books, List<String> broken)
            throws IOException, InterruptedException {
        try (var staff = shop.staff()) {
            staff.untilCaughtUp(PATIENCE);
        }
        var orders = new ConcurrentLinkedQueue<>(books.placed());
        var wrong = new ConcurrentLinkedQueue<String>();
        var threads =
                Stream.generate(() ->
                                Thread.ofVirtual().start(() -> compare(orders, shop, books, wrong)))
                        .limit(READERS)
                        .toList();
        for (var thread : threads) {
            thread.join();
        }
        broken.addAll(wrong);
    }

    private static void compare(
            Queue<String> orders, NodesOfShop shop, InvariantChecks books, Queue<String> wrong) {
        try (var staff = shop.staff()) {
            for (var order = orders.poll(); order != null; order = orders.poll()) {
                var shown = staff.get("/api/v1/admin/orders/" + order).member("status");
                if (!books.end(order).equalsIgnoreCase(shown)) {
                    wrong.add(
                            "%s is %s but is shown as %s"
                                    .formatted(order, books.end(order), shown));
                }
            }
        } catch (IOException e) {
            wrong.add("the orders could not be read: " + e);
        }
    }
}

package io.cartulary.benchmarks.crash;

import io.cartulary.benchmarks.BenchmarkUnavailable;
import io.cartulary.benchmarks.client.Answer;
import io.cartulary.benchmarks.client.BenchmarkCatalogue;
import io.cartulary.benchmarks.client.HttpConnection;
import io.cartulary.benchmarks.client.Pause;
import io.cartulary.benchmarks.client.Shopper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Buys one thing after the other from nodes that come and go: whatever is not answered is sent
/// again, with its `Idempotency-Key`, to whichever node answers. What they choose follows from
/// their seed.
final class RetryingShopper implements AutoCloseable {

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int MOST_PAUSE_MILLIS = 800;

    /// What a shopper who comes too late is answered.
    private static final Set<String> TOO_LATE =
            Set.of("NOT_ENOUGH_IN_STOCK", "OUT_OF_STOCK", "COUPON_USED_UP", "CART_OUTDATED");

    /// What all shoppers saw.
    record Seen(
            Collection<String> orders,
            Collection<String> faults,
            AtomicInteger answers,
            AtomicInteger unavailable,
            AtomicInteger tooMany,
            AtomicInteger brokenOff) {

        Seen() {
            this(
                    ConcurrentHashMap.newKeySet(),
                    ConcurrentHashMap.newKeySet(),
                    new AtomicInteger(),
                    new AtomicInteger(),
                    new AtomicInteger(),
                    new AtomicInteger());
        }
    }

    private final NodesOfShop shop;
    private final BenchmarkCatalogue plenty;
    private final BenchmarkCatalogue scarce;
    private final Seen seen;
    private final Random random;
    private final Map<URI, HttpConnection> connections = new HashMap<>();
    private String cart = "";

    RetryingShopper(
            NodesOfShop shop,
            BenchmarkCatalogue plenty,
            BenchmarkCatalogue scarce,
            Seen seen,
            long seed) {
        this.shop = shop;
        this.plenty = plenty;
        this.scarce = scarce;
        this.seen = seen;
        this.random = new Random(seed);
    }

    /// @param until by [System#nanoTime]; a purchase that has begun is brought to its end
    void buyUntil(long until) throws InterruptedException {
        while (System.nanoTime() < until) {
            try {
                buy();
            } catch (Answer.Unexpected e) {
                if (TOO_LATE.stream().noneMatch(e.getMessage()::endsWith)) {
                    seen.faults()
                            .add("a shopper was refused: " + e.getMessage() + " " + e.details());
                }
            }
            Pause.of(Duration.ofMillis(random.nextInt(MOST_PAUSE_MILLIS)));
        }
    }

    private void buy() throws InterruptedException {
        cart =
                "Cart-Token: "
                        + post(Shopper.OPEN_CART, "/api/v1/cart", null).requiredHeader("Cart-Token")
                        + "\r\n";
        add(plenty, 1 + random.nextInt(2));
        add(random.nextInt(5) == 0 ? scarce : plenty, 1);
        var coupon = random.nextInt(10);
        if (coupon < 4) {
            post(
                    Shopper.APPLY_COUPON,
                    "/api/v1/cart/coupons",
                    "{\"code\":\"%s\"}".formatted(coupon == 0 ? scarce.coupon() : plenty.coupon()));
        }
        var order =
                post(
                                Shopper.PLACE_ORDER,
                                "/api/v1/orders",
                                Shopper.order(random.nextInt(1_000_000), paymentToken()))
                        .requiredMember("orderId");
        seen.orders().add(order);
        if (random.nextInt(8) == 0) {
            Pause.of(Duration.ofMillis(random.nextInt(1_000)));
            post("cancel order", "/api/v1/orders/" + order + "/cancellation", "{\"all\": true}");
        }
        if (!shop.querySides().isEmpty()) {
            look(order);
        }
    }

    private void add(BenchmarkCatalogue catalogue, int quantity) throws InterruptedException {
        post(
                Shopper.ADD_ITEM,
                "/api/v1/cart/items",
                "{\"sku\":\"%s\",\"quantity\":%d}"
                        .formatted(catalogue.sku(random.nextInt(catalogue.size())), quantity));
    }

    private String paymentToken() {
        return switch (random.nextInt(10)) {
            case 0 -> "tok_decline";
            case 1 -> "tok_late";
            case 2 -> "tok_twice";
            case 3 -> "tok_never";
            default -> "tok_settle";
        };
    }

    /// Once, for it may not be there yet; that it is there in the end is checked for all orders.
    private void look(String order) throws InterruptedException {
        var begun = System.nanoTime();
        var node = shop.querySides().getFirst();
        try {
            judge("read order", connection(node).get("/api/v1/orders/" + order, cart), begun);
        } catch (IOException e) {
            brokenOff(node, "read order", begun);
        }
    }

    private Answer post(String step, String path, @Nullable String json)
            throws InterruptedException {
        return ask(
                step,
                "POST",
                path,
                "Idempotency-Key: " + new UUID(random.nextLong(), random.nextLong()) + "\r\n",
                json);
    }

    private Answer ask(
            String step, String method, String path, String headers, @Nullable String json)
            throws InterruptedException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var node = anyOf(shop.commandSides());
            var begun = System.nanoTime();
            try {
                var answer = connection(node).send(method, path, cart + headers, json);
                judge(step, answer, begun);
                if (!answer.asksForRepetition()) {
                    return answer.accepted(step);
                }
            } catch (IOException e) {
                brokenOff(node, step, begun);
            }
            if (System.nanoTime() > until) {
                throw new BenchmarkUnavailable("no node answers: " + step);
            }
            Pause.of(BETWEEN_ATTEMPTS);
        }
    }

    /// A node may only fail to answer while something is down, and then says so.
    private void judge(String step, Answer answer, long begun) {
        seen.answers().incrementAndGet();
        if (answer.status() == 503 && answer.text().contains("ORDERS_BEHIND")) {
            seen.tooMany().incrementAndGet(); // of what a shop can do, also while nothing is down
        } else if (answer.status() == 503) {
            seen.unavailable().incrementAndGet();
            if (!shop.outages().explain(begun)) {
                seen.faults().add("503 although nothing was down: " + step + " " + answer.text());
            }
        } else if (answer.status() >= 500) {
            seen.faults().add(answer.status() + " to " + step + ": " + answer.text());
        }
    }

    private void brokenOff(URI node, String step, long begun) {
        seen.brokenOff().incrementAndGet();
        if (!shop.outages().explain(begun)) {
            seen.faults().add("a connection broke off although nothing was down: " + step);
        }
        connections.remove(node).close();
    }

    /// Not by the seed: how often they ask depends on who is there.
    private static URI anyOf(List<URI> nodes) {
        return nodes.get(ThreadLocalRandom.current().nextInt(nodes.size()));
    }

    private HttpConnection connection(URI node) {
        return connections.computeIfAbsent(
                node, url -> new HttpConnection(url, "Accept: application/json\r\n"));
    }

    @Override
    public void close() {
        connections.values().forEach(HttpConnection::close);
    }
}

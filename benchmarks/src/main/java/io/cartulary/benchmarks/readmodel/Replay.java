package io.cartulary.benchmarks.readmodel;

import io.cartulary.benchmarks.Benchmark;
import io.cartulary.benchmarks.Figure;
import io.cartulary.benchmarks.Options;
import io.cartulary.benchmarks.client.Staff;
import io.cartulary.benchmarks.commands.AggregatesOnly;
import io.cartulary.benchmarks.commands.Purchases;
import io.cartulary.benchmarks.shop.CpuUse;
import io.cartulary.command.order.OrderCommand.PlaceOrder;
import io.cartulary.embedded.parts.EmbeddedParts;
import io.cartulary.embedded.parts.PartsListener;
import io.cartulary.embedded.parts.PartsOptions;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.eventstore.format.EventMetadata;
import io.cartulary.query.QuerySideApplication;
import io.cartulary.tests.access.TestIssuer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// How fast a rebuild fills order details again: asked for over HTTP on a query-side process, while
/// every other projection is up to date.
public final class Replay implements Benchmark {

    private static final String PROJECTION = "order-details";
    private static final int EVENTS = 300_000;
    private static final int EVENTS_PER_SECOND = 50_000;
    private static final int BATCH = 1_000;
    private static final int ROUNDS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Override
    public List<Figure> run(Options options) throws Exception {
        var wanted = options.number("events", EVENTS);
        var directory = options.path("data", Options.home().resolve("benchmarks/target/replay"));
        Files.createDirectories(directory);
        EmbeddedParts.erase(directory);
        try (var parts =
                EmbeddedParts.start(directory, PartsOptions.everything(), PartsListener.SILENT)) {
            try (var store = AggregatesOnly.start(parts)) {
                fill(store, wanted);
            }
            try (var queries = querySide(parts)) {
                return List.of(measure(queries, wanted, options.number("rounds", ROUNDS)));
            }
        }
    }

    private static Figure measure(ConfigurableApplicationContext queries, int events, int rounds)
            throws IOException, InterruptedException {
        var port = queries.getEnvironment().getRequiredProperty("local.server.port");
        double best = 0;
        var querySide = URI.create("http://localhost:" + port);
        try (var staff =
                new Staff(
                        querySide,
                        querySide,
                        () -> "Authorization: " + TestIssuer.bearer() + "\r\n")) {
            System.out.println("waiting until every projection is up to date");
            staff.untilCaughtUp(PATIENCE);
            for (int round = 1; round <= rounds; round++) {
                var cpu = CpuUse.begin();
                var took = staff.rebuild(PROJECTION, PATIENCE);
                var rate = events / (took.toMillis() / 1e3);
                System.out.printf(
                        Locale.ROOT,
                        "round %d: %d ms, %.0f events/s%n",
                        round,
                        took.toMillis(),
                        rate);
                var shares = cpu.end();
                shares.print();
                shares.printCost("event", rate, CpuUse.SELF, "postgres");
                best = Math.max(best, rate);
            }
        }
        return new Figure(
                "rebuild of order details from %d order events (best of %d rounds)"
                        .formatted(events, rounds),
                "50,000 events/s",
                String.format(Locale.ROOT, "%,.0f events/s", best),
                best >= EVENTS_PER_SECOND);
    }

    private static ConfigurableApplicationContext querySide(EmbeddedParts parts) {
        var settings = new HashMap<>(parts.eventStoreSettings(EmbeddedParts.SHOP));
        settings.putAll(parts.readModelSettings(EmbeddedParts.SHOP));
        settings.putAll(parts.searchSettings());
        settings.putAll(parts.kafkaSettings());
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--spring.config.name=benchmarks",
                                "--spring.config.import=classpath:event-store.yml,classpath:web.yml,classpath:query-side.yml",
                                "--logging.level.root=warn",
                                "--server.port=0",
                                "--cartulary.security.token-secret=0123456789abcdef0123456789abcdef"));
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new SpringApplicationBuilder(QuerySideApplication.class, TestIssuer.class)
                .bannerMode(Banner.Mode.OFF)
                .run(arguments.toArray(String[]::new));
    }

    /// Of ten orders one is cancelled, six are delivered and three are on their way.
    private static void fill(ConfigurableApplicationContext context, int wanted) {
        var store = context.getBean(EventStore.class);
        var transactions = context.getBean(TransactionManager.class);
        var purchases = new Purchases(1, CLOCK);
        var begun = System.nanoTime();
        var batch = new ArrayList<GenericDomainEventMessage<?>>();
        int stored = 0;
        for (int order = 0; stored < wanted; order++) {
            for (var event : history(order % 10, purchases)) {
                if (stored < wanted) {
                    batch.add(event);
                    stored++;
                }
            }
            if (batch.size() >= BATCH || stored == wanted) {
                transactions.executeInTransaction(() -> store.publish(batch));
                batch.clear();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d events stored in %.0f s%n",
                stored,
                (System.nanoTime() - begun) / 1e9);
    }

    private static List<GenericDomainEventMessage<?>> history(int kind, Purchases purchases) {
        var order = OrderId.next();
        var customer = purchases.customer();
        var placed = placed(purchases.place(customer, order));
        var events = new ArrayList<OrderEvent>(List.of(placed));
        var pieces =
                placed.lines().stream()
                        .map(line -> new SkuQuantity(line.sku(), line.quantity()))
                        .toList();
        if (kind == 0) {
            events.add(
                    new OrderCancelled(
                            order,
                            customer,
                            customer,
                            CancellationReason.PAYMENT_DECLINED,
                            pieces,
                            List.of(),
                            List.of(),
                            placed.paymentId(),
                            false));
        } else {
            events.add(new OrderConfirmed(order, customer, placed.paymentId(), pieces));
            events.add(new OrderProcessingStarted(order));
            events.add(new OrderShipped(order, "Example Parcel", "EP100", placed.placedAt()));
            if (kind > 3) {
                events.add(new OrderDelivered(order, placed.placedAt()));
            }
        }
        var metadata =
                Map.of(
                        EventMetadata.ACTOR_ID, customer.value(),
                        EventMetadata.ACTOR_ROLE, "guest",
                        EventMetadata.REQUEST_ID, order.value(),
                        EventMetadata.CORRELATION_ID, order.value(),
                        EventMetadata.CAUSATION_ID, order.value());
        var messages = new ArrayList<GenericDomainEventMessage<?>>();
        for (var event : events) {
            messages.add(
                    new GenericDomainEventMessage<>(
                            "Order", order.value(), messages.size(), event, metadata));
        }
        return messages;
    }

    private static OrderPlaced placed(PlaceOrder command) {
        return new OrderPlaced(
                command.orderId(),
                command.number(),
                command.cartId(),
                command.customerId(),
                command.customerId(),
                command.lines(),
                command.totals(),
                command.discounts(),
                command.contact(),
                command.shippingAddress(),
                command.billingAddress(),
                command.country(),
                command.shippingMethod(),
                command.paymentId(),
                command.paymentProvider(),
                command.paymentToken(),
                command.placedAt());
    }
}

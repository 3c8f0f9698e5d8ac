package io.cartulary.simulation;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.search.Hit;
import io.cartulary.command.order.OrderMoney;
import io.cartulary.embedded.parts.Part;
import io.cartulary.embedded.parts.SharedParts;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderId;
import io.cartulary.query.QuerySideApplication;
import io.cartulary.query.order.OrderStatus;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.tests.access.TestIssuer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// Each projection that shows or sums the money of orders agrees with the orders themselves, at any
/// moment of their lives. The lives are those of the simulation; each reader takes their events in
/// batches, into a generation of its own.
class MoneyOfEveryReaderTest {

    private static final String SHOP = "simulation";
    private static final int SEEDS = 15;
    private static final int LARGEST_BATCH = 600;

    /// Beyond those that the shop makes.
    private static final int GENERATION = 9001;

    private final long seed = Long.getLong("seed", ThreadLocalRandom.current().nextLong(1L << 40));
    private final Random random = new Random(seed);
    private final ConfigurableApplicationContext querySide = querySide();
    private final JdbcClient database = querySide.getBean("readModelsJdbcClient", JdbcClient.class);
    private final TransactionTemplate transactions =
            querySide.getBean("readModelsTransactions", TransactionTemplate.class);
    private final ElasticsearchClient search = querySide.getBean(ElasticsearchClient.class);
    private final Map<OrderId, List<OrderEvent>> lives = new LinkedHashMap<>();
    private final List<Reader> readers = new ArrayList<>();

    /// Of an order, as a reader has it.
    private record Shown(OrderStatus status, long total, long charged, long refunded) {

        static Shown of(OrderMoney order) {
            return new Shown(
                    statusOf(order),
                    order.total().getAmountMinorLong(),
                    order.charged().getAmountMinorLong(),
                    order.refunded().getAmountMinorLong());
        }

        private static OrderStatus statusOf(OrderMoney order) {
            return switch (order.status()) {
                case CANCELLED -> OrderStatus.CANCELLED;
                case PENDING -> whileOpen(order, OrderStatus.PENDING);
                case CONFIRMED -> whileOpen(order, OrderStatus.CONFIRMED);
                case PROCESSING, PARTLY_SHIPPED -> whileOpen(order, OrderStatus.PROCESSING);
                case SHIPPED -> whileOpen(order, OrderStatus.SHIPPED);
                case DELIVERED -> whileOpen(order, OrderStatus.DELIVERED);
            };
        }

        private static OrderStatus whileOpen(OrderMoney order, OrderStatus status) {
            return order.isRefundedInFull() ? OrderStatus.REFUNDED : status;
        }
    }

    private record Due(String orderId, long due) {}

    private record Sums(long orders, long gross, long refunded) {}

    private record Reader(ProjectionDefinition definition, Generation generation) {

        void read(List<TrackedEventMessage<?>> messages) {
            try {
                BatchHandler.Batch batch = definition.create(generation).begin();
                for (var message : messages) {
                    if (isRead(message.getPayloadType())) {
                        batch.on((DomainEvent) message.getPayload(), message);
                    }
                }
                batch.flush();
            } catch (Exception fault) {
                throw new IllegalStateException(definition.name(), fault);
            }
        }

        private boolean isRead(Class<?> event) {
            return definition.reads().stream().anyMatch(family -> family.isAssignableFrom(event));
        }
    }

    @BeforeEach
    void begin() {
        System.out.println("seed " + seed);
        var definitions = querySide.getBeansOfType(ProjectionDefinition.class).values();
        for (var definition : definitions) {
            if (List.of("order-details", "orders", "sales").contains(definition.name())) {
                var generation = new Generation(definition.name(), GENERATION);
                transactions.executeWithoutResult(_ -> definition.storage(generation).create());
                readers.add(new Reader(definition, generation));
            }
        }
    }

    @AfterEach
    void drop() {
        for (var reader : readers) {
            transactions.executeWithoutResult(
                    _ -> reader.definition().storage(reader.generation()).drop());
        }
        querySide.close();
    }

    @Test
    void is_that_of_the_orders_themselves() throws IOException {
        var events = RecordedLives.of(seed, SEEDS);
        for (var from = 0; from < events.size(); ) {
            var to = Math.min(events.size(), from + 1 + random.nextInt(LARGEST_BATCH));
            read(events.subList(from, to), from);
            compare();
            from = to;
        }
        assertThat(lives).hasSizeGreaterThan(30);
    }

    private void read(List<DomainEventMessage<?>> events, long position) {
        var tracked = new ArrayList<TrackedEventMessage<?>>();
        for (var event : events) {
            var token = new GlobalSequenceTrackingToken(position + tracked.size());
            tracked.add(new GenericTrackedDomainEventMessage<>(token, event));
            if (event.getPayload() instanceof OrderEvent ofOrder) {
                lives.computeIfAbsent(ofOrder.orderId(), _ -> new ArrayList<>()).add(ofOrder);
            }
        }
        for (var reader : readers) {
            transactions.executeWithoutResult(_ -> reader.read(tracked));
        }
    }

    private void compare() throws IOException {
        var orders = new LinkedHashMap<String, OrderMoney>();
        lives.forEach((order, life) -> orders.put(order.value(), OrderMoney.after(life)));
        var expected = new LinkedHashMap<String, Shown>();
        orders.forEach((order, money) -> expected.put(order, Shown.of(money)));

        assertThat(inDetails()).as("order details").isEqualTo(expected);
        assertThat(inIndex()).as("search").isEqualTo(expected);
        assertThat(due())
                .as("due")
                .isEqualTo(
                        orders.entrySet().stream()
                                .collect(
                                        toMap(
                                                Map.Entry::getKey,
                                                order ->
                                                        order.getValue()
                                                                .due()
                                                                .getAmountMinorLong())));
        assertThat(sales()).as("sales").isEqualTo(sumsOf(orders.values()));
    }

    /// What was cancelled is no sale, and what went back of it no refund.
    private static Sums sumsOf(Iterable<OrderMoney> orders) {
        var count = 0;
        var gross = 0L;
        var refunded = 0L;
        for (var order : orders) {
            if (order.status() != io.cartulary.command.order.OrderState.CANCELLED) {
                count++;
                gross += order.charged().getAmountMinorLong();
                refunded += order.refunded().getAmountMinorLong();
            }
        }
        return new Sums(count, gross, refunded);
    }

    private Map<String, Shown> inDetails() {
        return database
                .sql(
                        """
                        select order_id, status, total_minor, charged_minor, coalesce(refunded_minor, 0) as refunded_minor
                        from order_details_g%d.order_details\
                        """
                                .formatted(GENERATION))
                .query((row, _) ->
                        Map.entry(
                                row.getString("order_id"),
                                new Shown(
                                        OrderStatus.valueOf(row.getString("status")),
                                        row.getLong("total_minor"),
                                        row.getLong("charged_minor"),
                                        row.getLong("refunded_minor"))))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<String, Long> due() {
        return database
                .sql(
                        "select order_id, due_minor as due from order_details_g%d.order_details"
                                .formatted(GENERATION))
                .query(Due.class)
                .list()
                .stream()
                .collect(toMap(Due::orderId, Due::due));
    }

    private Map<String, Shown> inIndex() throws IOException {
        var index = "%s-orders-g%d".formatted(SHOP, GENERATION);
        search.indices().refresh(refresh -> refresh.index(index));
        return search
                .search(all -> all.index(index).size(10_000), JsonNode.class)
                .hits()
                .hits()
                .stream()
                .map(Hit::source)
                .collect(
                        toMap(
                                order -> order.path("orderId").asString(),
                                MoneyOfEveryReaderTest::shownBy));
    }

    private static Shown shownBy(JsonNode order) {
        var progress = OrderStatus.valueOf(order.path("progress").asString());
        return new Shown(
                progress != OrderStatus.CANCELLED && order.path("refundedInFull").asBoolean()
                        ? OrderStatus.REFUNDED
                        : progress,
                order.path("total").asLong(),
                order.path("charged").asLong(),
                order.path("refunded").asLong());
    }

    private Sums sales() {
        return database.sql(
                        """
                        select coalesce(sum(orders), 0) as orders, coalesce(sum(gross_minor), 0) as gross,
                            coalesce(sum(refunded_minor), 0) as refunded
                        from sales_g%d.quarter_sales\
                        """
                                .formatted(GENERATION))
                .query(Sums.class)
                .single();
    }

    private static ConfigurableApplicationContext querySide() {
        SharedParts.start(Part.values());
        var settings = new HashMap<>(SharedParts.eventStoreSettings(SHOP));
        settings.putAll(SharedParts.readModelSettings(SHOP));
        settings.putAll(SharedParts.searchSettings());
        settings.putAll(SharedParts.kafkaSettings());
        settings.put("cartulary.search.index-prefix", SHOP + "-");
        settings.put("cartulary.security.token-secret", "0123456789abcdef0123456789abcdef");
        settings.put("logging.level.root", "WARN");
        settings.put("server.port", "0");
        for (var name : List.of("event-store", "personal-keys", "read-models")) {
            settings.put("cartulary.databases.%s.read-only".formatted(name), "false");
        }
        return new SpringApplicationBuilder(QuerySideApplication.class, TestIssuer.class)
                .properties(
                        "spring.config.name=simulation",
                        "spring.config.import=classpath:event-store.yml,classpath:web.yml,classpath:query-side.yml")
                .bannerMode(Banner.Mode.OFF)
                .run(
                        settings.entrySet().stream()
                                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                                .toArray(String[]::new));
    }
}

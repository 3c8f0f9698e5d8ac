package io.cartulary.command;

import static io.cartulary.command.inventory.StockRejection.OUT_OF_STOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.cart.CartContent;
import io.cartulary.command.coupon.CouponCommand.*;
import io.cartulary.command.inventory.StockCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.Percent;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponId;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount.PercentageOff;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.order.OrderId;
import io.cartulary.eventstore.EventStoreHead;
import io.cartulary.eventstore.format.EventMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// One aggregate that many want at once, on two nodes that share nothing but the database. What was
/// decided is read from the events, not from the answers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HotAggregateTest {

    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final int CROWD = 32;

    private final List<ConfigurableApplicationContext> nodes = new ArrayList<>();

    @BeforeAll
    void start() {
        var arguments =
                new ArrayList<String>(List.of("--server.port=0", "--logging.level.root=warn"));
        EmbeddedDatabases.register(
                (name, value) -> arguments.add("--" + name + "=" + value.get()), "hot_aggregates");
        for (var node = 0; node < 2; node++) {
            nodes.add(
                    new SpringApplicationBuilder(CommandSideApplication.class)
                            .run(arguments.toArray(String[]::new)));
        }
    }

    @AfterAll
    void stop() {
        nodes.forEach(SpringApplication::exit);
    }

    @Test
    void commands_that_wait_share_a_transaction_and_each_event_names_its_own_actor() {
        var item = stockItem("SHARED", 400);
        ask(400, n -> 0, n -> new ReserveStock(item, order(n), 1));

        assertThat(count("select count(distinct transaction_id) from domain_event_entry", item))
                .isLessThan(300);
        var actors =
                "select count(*) from (select convert_from(payload, 'UTF8')::jsonb ->> 'orderId' as of_order,"
                        + " convert_from(meta_data, 'UTF8')::jsonb ->> 'actorId' as actor,"
                        + " convert_from(meta_data, 'UTF8')::jsonb ->> 'causationId' as cause, aggregate_identifier"
                        + " from domain_event_entry where payload_type = 'inventory.StockReserved') reserved";
        assertThat(count(actors, item)).isEqualTo(400);
        assertThat(count(actors.replace("count(*)", "count(distinct cause)"), item)).isEqualTo(400);
        assertThat(
                        database()
                                .sql(
                                        actors
                                                + " where aggregate_identifier = ? and 'actor-of-' || of_order = actor")
                                .param(item.value())
                                .query(Integer.class)
                                .single())
                .isEqualTo(400);
    }

    @Test
    void a_refusal_undoes_no_other_command() {
        var item = stockItem("SCARCE", 40);
        var answers = ask(200, n -> 0, n -> new ReserveStock(item, order(n), 1));

        assertThat(answers).filteredOn("accepted"::equals).hasSize(40);
        assertThat(answers).filteredOn(OUT_OF_STOCK::equals).hasSize(160);
        assertThat(events(item, "inventory.StockReserved")).isEqualTo(40);
    }

    @Test
    void a_command_that_fails_takes_no_other_along() {
        var coupon = coupon("FAULTY", 1_000);
        // Whether the coupon is valid yet cannot be known without an instant.
        var answers =
                ask(
                        200,
                        n -> 0,
                        n ->
                                new RedeemCoupon(
                                        coupon,
                                        order(n),
                                        customer(n),
                                        Money.parse("EUR 1"),
                                        n % 10 == 0 ? null : NOON));

        assertThat(answers).filteredOn("accepted"::equals).hasSize(180);
        assertThat(answers).filteredOn(NullPointerException.class::isInstance).hasSize(20);
        assertThat(events(coupon, "coupon.CouponRedeemed")).isEqualTo(180);
    }

    @Test
    void two_nodes_promise_each_piece_once() {
        var item = stockItem("BOTH", 100);
        var answers = ask(400, n -> n % 2, n -> new ReserveStock(item, order(n), 1));

        assertThat(answers).filteredOn("accepted"::equals).hasSize(100);
        assertThat(answers).filteredOn(OUT_OF_STOCK::equals).hasSize(300);
        assertThat(events(item, "inventory.StockReserved")).isEqualTo(100);
    }

    /// What a client must see to see its own command, also when another thread recorded it.
    @Test
    void the_position_after_a_command_covers_it() throws Exception {
        var item = stockItem("POSITION", 300);
        var head = nodes.getFirst().getBean(EventStoreHead.class);
        try (var crowd = Executors.newFixedThreadPool(CROWD)) {
            var all =
                    IntStream.rangeClosed(1, 300)
                            .mapToObj(n ->
                                    crowd.submit(() -> {
                                        head.begin();
                                        commands(0)
                                                .sendAndWait(new ReserveStock(item, order(n), 1));
                                        return head.afterChanges() >= indexOf(item, order(n));
                                    }))
                            .toList();
            for (var covered : all) {
                assertThat(covered.get()).isTrue();
            }
        }
    }

    private long indexOf(StockItemId item, OrderId order) {
        return database()
                .sql(
                        "select global_index from domain_event_entry where aggregate_identifier = ?"
                                + " and convert_from(payload, 'UTF8')::jsonb ->> 'orderId' = ?")
                .params(item.value(), order.value())
                .query(Long.class)
                .single();
    }

    @Test
    void a_node_knows_what_the_other_one_did() {
        var item = stockItem("ELSEWHERE", 1);
        commands(0).sendAndWait(new ReserveStock(item, order(1), 1));
        assertThat(answer(1, new ReserveStock(item, order(2), 1))).isEqualTo(OUT_OF_STOCK);
        commands(0).sendAndWait(delivery(item, 1));
        assertThat(answer(1, new ReserveStock(item, order(2), 1))).isEqualTo("accepted");
        assertThat(answer(0, new ReserveStock(item, order(3), 1))).isEqualTo(OUT_OF_STOCK);

        var cart = new CartId("cart-elsewhere");
        commands(0).sendAndWait(new OpenCart(cart, customer(1)));
        for (var n = 1; n <= 6; n++) {
            commands(n % 2).sendAndWait(new AddCartItem(cart, new Sku("ANY"), 1, "add-" + n, null));
            CartContent seen = commands(1 - n % 2).sendAndWait(new ReadCart(cart));
            assertThat(seen.lines().getFirst().quantity()).isEqualTo(n);
        }
    }

    /// A saga's step holds several aggregates until its transaction ends, and its batch takes them
    /// in no order.
    @Test
    void steps_that_hold_several_aggregates_meet_crowds_without_a_deadlock() throws Exception {
        var items = IntStream.range(0, 6).mapToObj(n -> stockItem("STEP-" + n, 1_000)).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var steps =
                    threads.submit(() -> {
                        for (var n = 0; n < 40; n++) {
                            step(n, items);
                        }
                    });
            var answers =
                    ask(
                            600,
                            n -> n % 2,
                            n -> new ReserveStock(items.get(n % 6), order(1_000 + n), 1));
            steps.get();
            assertThat(answers).containsOnly("accepted");
        }
        var reserved =
                items.stream().mapToInt(item -> events(item, "inventory.StockReserved")).sum();
        assertThat(reserved).isEqualTo(600 + 40 * 6);
    }

    private void step(int number, List<StockItemId> items) {
        var step = DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage("step"));
        step.attachTransaction(nodes.getFirst().getBean(TransactionManager.class));
        step.execute(() -> {
            for (var at = 0; at < items.size(); at++) {
                var item = items.get((at * 5 + number) % items.size());
                commands(0).sendAndWait(new ReserveStock(item, order(number), 1));
            }
        });
    }

    @Test
    void what_is_sent_by_a_caller_that_got_an_answer_does_not_wait_for_itself() throws Exception {
        var item = stockItem("CHAIN", 10);
        var second =
                commands(0)
                        .send(new ReserveStock(item, order(1), 1))
                        .thenApply(_ ->
                                commands(0)
                                        .<Object>sendAndWait(new ReserveStock(item, order(2), 1)))
                        .thenApply(_ -> "done");
        assertThat(second.get()).isEqualTo("done");
        assertThatThrownBy(() -> commands(0).sendAndWait(new ReserveStock(item, order(3), 9)))
                .isInstanceOf(CommandRejected.class);
    }

    private List<Object> ask(int times, IntFunction<Integer> node, IntFunction<Object> command) {
        try (var crowd = Executors.newFixedThreadPool(CROWD)) {
            var all =
                    IntStream.rangeClosed(1, times)
                            .mapToObj(n ->
                                    (Callable<Object>)
                                            () ->
                                                    answer(
                                                            node.apply(n),
                                                            new GenericCommandMessage<>(
                                                                    command.apply(n),
                                                                    Map.of(
                                                                            EventMetadata.ACTOR_ID,
                                                                            "actor-of-"
                                                                                    + order(n)))))
                            .toList();
            return crowd.invokeAll(all).stream().map(done -> done.resultNow()).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// `accepted`, the refusal, or the failure.
    private Object answer(int node, Object command) {
        try {
            commands(node).sendAndWait(command);
            return "accepted";
        } catch (CommandExecutionException refused) {
            return refused.getDetails().orElse(refused);
        } catch (RuntimeException failed) {
            return failed;
        }
    }

    private CommandGateway commands(int node) {
        return nodes.get(node).getBean(CommandGateway.class);
    }

    private JdbcClient database() {
        return nodes.getFirst().getBean(JdbcClient.class);
    }

    private int events(Object aggregate, String type) {
        return database()
                .sql(
                        "select count(*) from domain_event_entry where aggregate_identifier = ? and payload_type = ?")
                .param(aggregate.toString())
                .param(type)
                .query(Integer.class)
                .single();
    }

    private int count(String query, Object aggregate) {
        return database()
                .sql(query + " where aggregate_identifier = ?")
                .param(aggregate.toString())
                .query(Integer.class)
                .single();
    }

    private StockItemId stockItem(String sku, int pieces) {
        var item = StockItemId.of(new Sku(sku));
        commands(0)
                .sendAndWait(
                        new RegisterStockItem(
                                item, new Sku(sku), new ProductId("product-of-" + sku)));
        commands(0).sendAndWait(delivery(item, pieces));
        return item;
    }

    private static AdjustStock delivery(StockItemId item, int pieces) {
        return new AdjustStock(
                item, pieces, AdjustmentReason.DELIVERY, OrderId.next().value(), null, NOON);
    }

    private CouponId coupon(String code, int uses) {
        var couponCode = new CouponCode(code);
        var coupon = CouponId.of(couponCode);
        commands(0)
                .sendAndWait(
                        new CreateCoupon(
                                coupon,
                                couponCode,
                                new CouponTerms(
                                        new PercentageOff(Percent.of("10")),
                                        null,
                                        null,
                                        uses,
                                        null,
                                        false,
                                        NOON.minusSeconds(1),
                                        null,
                                        Set.of(),
                                        Set.of())));
        return coupon;
    }

    private static OrderId order(int number) {
        return new OrderId("order-" + number);
    }

    private static CustomerId customer(int number) {
        return new CustomerId("customer-" + number);
    }
}

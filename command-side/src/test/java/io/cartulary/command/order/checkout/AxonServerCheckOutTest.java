package io.cartulary.command.order.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.cart.CartCommand.ReadCart;
import io.cartulary.command.cart.CartContent;
import io.cartulary.command.order.CurrentOrder;
import io.cartulary.command.order.OrderCommand.ReadOrder;
import io.cartulary.command.order.OrderState;
import io.cartulary.command.order.checkout.CommandNode.Answer;
import io.cartulary.command.order.saga.OrderFulfilmentSaga;
import io.cartulary.command.processing.ProcessorProgress;
import io.cartulary.events.cart.CartEvent.CartItemAdded;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.OrderId;
import io.cartulary.eventstore.storage.ForeignWriterDetector;
import io.cartulary.tests.axonserver.TestAxonServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.health.contributor.Status;

/// Orders on a command side whose events are in an Axon Server.
@Tag("axon-server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AxonServerCheckOutTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CROWD = 200;
    private static final int FEW = 20;

    private final TestAxonServer server = TestAxonServer.start(2);
    private CommandNode shop;

    @BeforeAll
    void open() throws IOException {
        shop =
                new CommandNode(
                        "check_out_axon",
                        Duration.ofMinutes(5),
                        Map.of(
                                "cartulary.event-store",
                                "axon-server",
                                "axon.axonserver.servers",
                                server.address(),
                                "axon.axonserver.connect-timeout",
                                5_000));
        // A server that other tests used has events from before, and until they are handled no
        // order is taken.
        await().atMost(PATIENCE)
                .until(() ->
                        shop.bean(ProcessorProgress.class)
                                .lagOf(OrderFulfilmentSaga.PROCESSING_GROUP)
                                .isZero());
    }

    @AfterAll
    void close() {
        shop.close();
        server.close();
    }

    @Test
    void an_order_is_confirmed() {
        var placed = shop.guest().put(shop.stock(2), 2).order("tok_settle").expect(201);

        await().atMost(PATIENCE).until(() -> statusOf(placed) == OrderState.CONFIRMED);
        hasAPast(placed.text("/orderId"));
    }

    private void hasAPast(String order) {
        var path = "/admin/history/" + order;
        var last = shop.read(path).expect(200).body().at("/items/0");
        assertThat(last.at("/type").asString()).isEqualTo("order.OrderConfirmed");
        assertThat(last.at("/changes").findValuesAsString("field")).contains("status");
        assertThat(shop.read(path + "/state?version=0").expect(200).text("/state/status"))
                .isEqualTo("PENDING");
        assertThat(
                        shop.read(path + "/state?asOf=" + last.at("/at").asString())
                                .expect(200)
                                .text("/state/status"))
                .isEqualTo("CONFIRMED");
        assertThat(shop.read(path + "/state?version=999").expect(404).text("/code"))
                .isEqualTo("UNKNOWN_VERSION");
        assertThat(shop.read("/admin/history/order-none").expect(404).text("/code"))
                .isEqualTo("NOT_FOUND");
    }

    /// Then the server routes each command by itself, and steps of several orders are handled side
    /// by side.
    @Test
    void orders_of_one_article_are_confirmed_while_another_node_writes() {
        shop.bean(ForeignWriterDetector.class).noticed();
        var sku = shop.stock(FEW);
        var placed =
                IntStream.range(0, FEW)
                        .mapToObj(_ -> shop.guest().put(sku, 1).order("tok_settle").expect(201))
                        .toList();

        await().atMost(PATIENCE)
                .until(() ->
                        placed.stream().allMatch(one -> statusOf(one) == OrderState.CONFIRMED));
    }

    @Test
    @Timeout(300)
    void two_hundred_check_outs_at_once_are_all_answered() throws Exception {
        var sku = shop.stock(CROWD);
        var guests = IntStream.range(0, CROWD).mapToObj(_ -> shop.guest().put(sku, 1)).toList();

        List<Answer> answers;
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            answers =
                    crowd
                            .invokeAll(
                                    guests.stream()
                                            .<Callable<Answer>>map(
                                                    guest -> () -> guest.order("tok_never"))
                                            .toList())
                            .stream()
                            .map(answer -> answer.resultNow())
                            .toList();
        }

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers.stream().map(placed -> placed.text("/orderId")).distinct())
                .hasSize(CROWD);
    }

    /// As another node may, to which the server led the cart's commands for a while.
    @Test
    void a_command_on_what_another_node_changed_is_decided_again() {
        var sku = shop.stock(9);
        var guest = shop.guest().put(sku, 1);
        var cart = cartOf(guest);
        shop.bean(EventStore.class)
                .publish(
                        new GenericDomainEventMessage<>(
                                "Cart",
                                cart.value(),
                                2,
                                new CartItemAdded(cart, new Sku(sku), 2, 3, "elsewhere", null)));

        guest.put(sku, 4);

        assertThat(shop.bean(CommandGateway.class).<CartContent>sendAndWait(new ReadCart(cart)))
                .extracting(CartContent::lines)
                .isEqualTo(List.of(new SkuQuantity(new Sku(sku), 7)));
    }

    @Test
    void while_the_server_is_away_requests_are_answered_503_and_afterwards_as_before() {
        var guest = shop.guest().put(shop.stock(5), 1);
        server.goAway();
        try {
            var refused = guest.order("tok_never", "the-same-key").expect(503);
            assertThat(refused.text("/code")).isEqualTo("STORE_UNAVAILABLE");
            assertThat(commandBus()).isEqualTo(Status.OUT_OF_SERVICE);
        } finally {
            server.comeBack();
        }
        await().atMost(PATIENCE).until(() -> commandBus() == Status.UP);
        await().atMost(PATIENCE)
                .until(() -> guest.order("tok_never", "the-same-key").status() == 201);
    }

    private Status commandBus() {
        return shop.health("commandBusHealthIndicator");
    }

    private OrderState statusOf(Answer placed) {
        return shop.bean(CommandGateway.class)
                .<CurrentOrder>sendAndWait(new ReadOrder(new OrderId(placed.text("/orderId"))))
                .status();
    }

    private CartId cartOf(Guest guest) {
        return new CartId(guest.cartId());
    }
}

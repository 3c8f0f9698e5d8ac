package io.cartulary.command.order.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.order.CurrentOrder;
import io.cartulary.command.order.OrderCommand.ReadOrder;
import io.cartulary.command.order.OrderState;
import io.cartulary.command.order.checkout.CommandNode.Answer;
import io.cartulary.command.payment.PaymentCommand.RecordVoid;
import io.cartulary.events.order.OrderId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Orders that are paid with gift cards and store credit, or at the second attempt, over HTTP.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PayingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration PAY_WITHIN = Duration.ofMinutes(5);
    private static final String PARCEL = "{\"carrier\": \"DHL\", \"trackingNumber\": \"T-1\"}";

    private CommandNode shop;

    @BeforeAll
    void open() throws IOException {
        shop = new CommandNode("paying", PAY_WITHIN);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void a_gift_card_pays_an_order_and_takes_its_refund() {
        var card = giftCard(10_000);
        var guest = shop.guest().put(shop.stock(5), 2);
        var placed = guest.orderAt("gift-card", card.text("/code"), key()).expect(201);
        awaitStatus(placed, OrderState.CONFIRMED);
        var total = placed.body().at("/totals/total/amount").asInt();

        assertThat(balance(card)).isEqualTo(10_000 - total);
        assertThat(shop.events("payment.PaymentRequested").toString())
                .doesNotContain(card.text("/code"));
        guest.post("/orders/%s/cancellation".formatted(placed.text("/orderId")), "{\"all\": true}")
                .expect(204);
        await().atMost(PATIENCE).until(() -> balance(card) == 10_000);
    }

    @Test
    void a_gift_card_with_too_little_on_it_declines() {
        var placed =
                shop.guest()
                        .put(shop.stock(1), 1)
                        .orderAt("gift-card", giftCard(100).text("/code"), key())
                        .expect(201);

        awaitStatus(placed, OrderState.CANCELLED);
    }

    @Test
    void what_is_no_code_is_refused_at_once() {
        var refused =
                shop.guest().put(shop.stock(1), 1).orderAt("gift-card", "1234", key()).expect(422);
        assertThat(refused.text("/code")).isEqualTo("UNUSABLE_PAYMENT_TOKEN");
    }

    @Test
    void a_gift_card_spent_from_many_carts_is_never_overspent() throws Exception {
        var sku = shop.stock(20);
        var price =
                shop.guest()
                        .put(sku, 1)
                        .order("tok_settle")
                        .expect(201)
                        .body()
                        .at("/totals/total/amount")
                        .asInt();
        var card = giftCard(3 * price + 1);
        try (var carts = Executors.newFixedThreadPool(8)) {
            Callable<Answer> buy =
                    () ->
                            shop.guest()
                                    .put(sku, 1)
                                    .orderAt("gift-card", card.text("/code"), key())
                                    .expect(201);
            var placed =
                    carts.invokeAll(IntStream.range(0, 8).mapToObj(_ -> buy).toList()).stream()
                            .map(order -> order.resultNow())
                            .toList();
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(placed.stream().map(this::statusOf))
                                    .doesNotContain(OrderState.PENDING)
                                    .filteredOn(OrderState.CONFIRMED::equals)
                                    .hasSize(3));
        }
        assertThat(balance(card)).isEqualTo(1);
    }

    @Test
    void store_credit_pays_its_owner_only() {
        var sku = shop.stock(5);
        var guest = shop.guest().put(sku, 1);
        var first = guest.order("tok_settle").expect(201);
        var customer =
                shop.events("order.OrderPlaced").stream()
                        .filter(event ->
                                event.at("/orderId").asString().equals(first.text("/orderId")))
                        .findFirst()
                        .orElseThrow()
                        .at("/customerId")
                        .asString();
        shop.staff(
                        "/admin/customers/" + customer + "/store-credit",
                        "{\"amount\": {\"amount\": 5000, \"currency\": \"GBP\"}}")
                .expect(201);

        awaitStatus(
                guest.put(sku, 1).orderAt("store-credit", "mine", key()).expect(201),
                OrderState.CONFIRMED);
        awaitStatus(
                shop.guest().put(sku, 1).orderAt("store-credit", "mine", key()).expect(201),
                OrderState.CANCELLED);
    }

    @Test
    void a_second_attempt_takes_the_place_of_the_first() {
        var guest = shop.guest().put(shop.stock(1), 1);
        var placed = guest.order("tok_never").expect(201);
        var order = "/orders/" + placed.text("/orderId");
        var again =
                await().atMost(PATIENCE)
                        .until(
                                () ->
                                        guest.post(
                                                order + "/payments",
                                                "{\"provider\": \"simulated\", \"token\": \"tok_settle\"}"),
                                answer -> answer.status() == 202);

        awaitStatus(placed, OrderState.CONFIRMED);
        assertThat(shop.charge(again.text("/paymentId")).at("/status").asString())
                .isEqualTo("settled");
        var first =
                shop.events("payment.PaymentReplaced").stream()
                        .filter(event ->
                                event.at("/replacement")
                                        .asString()
                                        .equals(again.text("/paymentId")))
                        .findFirst()
                        .orElseThrow()
                        .at("/paymentId")
                        .asString();
        await().atMost(PATIENCE)
                .until(() -> shop.charge(first).at("/status").asString().equals("voided"));
        assertThat(
                        guest.post(
                                        order + "/payments",
                                        "{\"provider\": \"simulated\", \"token\": \"tok_settle\"}")
                                .expect(409)
                                .text("/code"))
                .isEqualTo("ALREADY_CONFIRMED");
        shop.staff(
                        "/admin" + order + "/refunds",
                        "{\"amount\": {\"amount\": 100, \"currency\": \"GBP\"}}")
                .expect(202);
        await().atMost(PATIENCE)
                .until(() -> shop.charge(again.text("/paymentId")).at("/refunded").asInt() == 100);
    }

    @Test
    void what_was_promised_and_will_not_come_is_paid_again_before_anything_leaves() {
        var guest = shop.guest().put(shop.stock(1), 1);
        var placed = guest.orderAt("cash-on-delivery", "cash", key()).expect(201);
        losePromise(placed);
        var order = "/orders/" + placed.text("/orderId");
        shop.staff("/admin" + order + "/processing", "").expect(204);
        assertThat(shop.staff("/admin" + order + "/shipment", PARCEL).expect(409).text("/code"))
                .isEqualTo("NOT_PAID");

        var again =
                guest.post(
                                order + "/payments",
                                "{\"provider\": \"simulated\", \"token\": \"tok_settle\"}")
                        .expect(202);
        await().atMost(PATIENCE).until(() -> !summaryOf(placed).unpaid());
        var charge = shop.charge(again.text("/paymentId"));
        assertThat(charge.at("/status").asString()).isEqualTo("settled");
        assertThat(charge.at("/amount").asInt())
                .isEqualTo(placed.body().at("/totals/total/amount").asInt());
        shop.staff("/admin" + order + "/shipment", PARCEL).expect(204);
    }

    @Test
    void staff_may_let_an_order_leave_that_no_one_pays() {
        var placed =
                shop.guest()
                        .put(shop.stock(1), 1)
                        .orderAt("cash-on-delivery", "cash", key())
                        .expect(201);
        losePromise(placed);
        var order = "/admin/orders/" + placed.text("/orderId");
        shop.staff(order + "/processing", "").expect(204);
        shop.staff(order + "/unpaid-shipment", "").expect(204);
        shop.staff(order + "/shipment", PARCEL).expect(204);
    }

    /// The bank takes its word back.
    private void losePromise(Answer placed) {
        awaitStatus(placed, OrderState.CONFIRMED);
        shop.bean(CommandGateway.class).sendAndWait(new RecordVoid(summaryOf(placed).paymentId()));
        await().atMost(PATIENCE).until(() -> summaryOf(placed).unpaid());
    }

    private Answer giftCard(int amount) {
        return shop.staff(
                        "/admin/gift-cards",
                        "{\"amount\": {\"amount\": %d, \"currency\": \"GBP\"}}".formatted(amount))
                .expect(201);
    }

    private int balance(Answer card) {
        return shop.post(
                        "/gift-cards/balance",
                        "{\"code\": \"%s\"}".formatted(card.text("/code").toLowerCase(Locale.ROOT)),
                        List.of())
                .expect(200)
                .body()
                .at("/balance/amount")
                .asInt();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private OrderState statusOf(Answer placed) {
        return summaryOf(placed).status();
    }

    private CurrentOrder summaryOf(Answer placed) {
        return shop.bean(CommandGateway.class)
                .sendAndWait(new ReadOrder(new OrderId(placed.text("/orderId"))));
    }

    private void awaitStatus(Answer placed, OrderState expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(statusOf(placed)).isEqualTo(expected));
    }
}

package io.cartulary.command.order.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.order.checkout.CommandNode.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// What staff do to orders, returns, payments, gift cards, stock and effects that are there,
/// clicked four times at once with one `Idempotency-Key` and once more later: one answer, and one
/// event in the store.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
class DoubleClickTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int CLICKS = 4;
    private static final String POUNDS = "{\"amount\": {\"amount\": %d, \"currency\": \"GBP\"}}";
    private static final String PAYMENT =
            "\"payment\": {\"provider\": \"simulated\", \"token\": \"tok_settle\"}";

    private CommandNode shop;

    @BeforeAll
    void open() throws IOException {
        shop = new CommandNode("double_click", Duration.ofMinutes(5));
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void on_the_steps_of_an_order() {
        var sku = shop.stock(20);
        var orderId = confirmed(sku, 5);
        var order = "/admin/orders/" + orderId;
        once(
                order + "/cancellation",
                "{\"lines\": [{\"line\": 1, \"quantity\": 1}]}",
                orderId,
                "order.OrderLinesCancelled");
        await().atMost(PATIENCE)
                .until(() -> count("sku-" + sku, "inventory.SoldPiecesReturned") == 1);
        var change = "{\"add\": [{\"sku\": \"%s\", \"quantity\": 1}], %s}".formatted(sku, PAYMENT);
        once("PATCH", order, change, orderId, "order.OrderEditRequested");
        await().atMost(PATIENCE).until(() -> count(orderId, "order.OrderLinesAdded") == 1);
        once(
                order + "/notes",
                "{\"text\": \"Rings twice.\", \"audience\": \"INTERNAL\"}",
                orderId,
                "order.OrderNoteAdded");
        once(order + "/processing", "", orderId, "order.OrderProcessingStarted");
        var parcel =
                once(
                                order + "/shipments",
                                "{\"lines\": [{\"line\": 1, \"quantity\": 4}]}",
                                orderId,
                                "order.ShipmentPacked")
                        .text("/shipmentId");
        once(
                order + "/shipments/" + parcel + "/dispatch",
                "{\"carrier\": \"DHL\", \"trackingNumber\": \"D-1\"}",
                orderId,
                "order.ShipmentDispatched");
        once(order + "/shipments/" + parcel + "/delivery", "", orderId, "order.ShipmentDelivered");
        once(
                order + "/shipment",
                "{\"carrier\": \"DHL\", \"trackingNumber\": \"D-2\"}",
                orderId,
                "order.OrderShipped");
        once(order + "/delivery", "", orderId, "order.OrderDelivered");
    }

    @Test
    void on_returns_and_an_exchange() {
        var sku = shop.stock(20);
        var orderId = confirmed(sku, 5);
        var order = "/admin/orders/" + orderId;
        shop.staff(order + "/processing", "").expect(204);
        shop.staff(order + "/shipment", "{\"carrier\": \"DHL\", \"trackingNumber\": \"R-1\"}")
                .expect(204);

        once(order + "/returns/" + asked(order) + "/refusal", "", orderId, "order.ReturnRefused");
        var received = order + "/returns/" + asked(order);
        once(received + "/approval", "", orderId, "order.ReturnApproved");
        once(
                received + "/receipt",
                "{\"lines\": [{\"line\": 1, \"restocked\": 1, \"scrapped\": 0}]}",
                orderId,
                "order.ReturnReceived");
        await().atMost(PATIENCE).until(() -> count("sku-" + sku, "inventory.StockAdjusted") == 2);
        var exchanged = order + "/returns/" + asked(order);
        shop.staff(exchanged + "/approval", "").expect(204);
        once(
                exchanged + "/exchange",
                "{\"lines\": [{\"line\": 1, \"restocked\": 1, \"scrapped\": 0}], \"add\": [{\"sku\": \"%s\", \"quantity\": 1}], %s}"
                        .formatted(sku, PAYMENT),
                orderId,
                "order.OrderEditRequested");
        await().atMost(PATIENCE).until(() -> count(orderId, "order.OrderLinesAdded") == 1);
        assertThat(count(orderId, "order.ReturnReceived")).isEqualTo(2);
    }

    @Test
    void on_the_money_of_an_order() {
        var placed =
                shop.guest()
                        .put(shop.stock(3), 3)
                        .orderAt("cash-on-delivery", "door", UUID.randomUUID().toString())
                        .expect(201);
        var orderId = placed.text("/orderId");
        await().atMost(PATIENCE).until(() -> count(orderId, "order.OrderConfirmed") == 1);
        var payment = paymentOf(orderId);
        once(
                "/admin/payments/" + payment + "/captures",
                "{\"amount\": {\"amount\": 900, \"currency\": \"GBP\"}, \"more\": true}",
                payment,
                "payment.CaptureRequested");
        await().atMost(PATIENCE).until(() -> count(payment, "payment.PaymentCaptured") == 1);
        var refund =
                once(
                                "/admin/orders/" + orderId + "/refunds",
                                POUNDS.formatted(300),
                                payment,
                                "payment.RefundRequested")
                        .text("/refundId");
        var settlement = "/admin/payments/%s/refunds/%s/settlement".formatted(payment, refund);
        once(settlement, "", payment, "payment.RefundSettled");
        await().atMost(PATIENCE).until(() -> count(orderId, "order.OrderRefunded") == 1);
    }

    @Test
    void on_an_effect_that_is_parked() {
        var orderId = confirmed(shop.stock(1), 1);
        var payment = paymentOf(orderId);
        shop.refundAtProvider(payment, shop.charge(payment).at("/amount").asLong());
        shop.staff("/admin/orders/" + orderId + "/refunds", POUNDS.formatted(250)).expect(202);
        var effect = "/admin/effects/" + parked(payment);
        var round = shop.read(effect).body().at("/round").asInt();
        clicks("POST", effect + "/retry", "", UUID.randomUUID().toString());
        await().atMost(PATIENCE).until(() -> shop.read(effect).text("/state").equals("PARKED"));
        assertThat(shop.read(effect).body().at("/round").asInt()).isEqualTo(round + 1);
        once(effect + "/abandonment", "", payment, "payment.RefundAbandoned");
    }

    @Test
    void on_gift_cards_and_stock() {
        var key = UUID.randomUUID().toString();
        var cards =
                clicks("POST", "/admin/gift-cards", POUNDS.formatted(5000), key).stream()
                        .map(card -> card.text("/giftCardId"))
                        .distinct()
                        .toList();
        assertThat(cards).hasSize(1);
        var card = cards.getFirst();
        assertThat(count(card, "credit.CreditGranted")).isEqualTo(1);
        once(
                "/admin/gift-cards/" + card + "/blocking",
                "{\"reason\": \"stolen\"}",
                card,
                "credit.CreditBlocked");
        once("/admin/gift-cards/" + card + "/unblocking", "", card, "credit.CreditUnblocked");

        var sku = shop.stock(5);
        var stock = "/admin/stock/" + sku;
        once(
                stock + "/adjustments",
                "{\"delta\": 4, \"reason\": \"DELIVERY\"}",
                "sku-" + sku,
                "inventory.StockAdjusted");
        once(
                stock + "/transfers",
                "{\"from\": \"MAIN\", \"to\": \"BERLIN\", \"quantity\": 2}",
                "sku-" + sku,
                "inventory.StockTransferred");
    }

    private String confirmed(String sku, int pieces) {
        var orderId =
                shop.guest().put(sku, pieces).order("tok_settle").expect(201).text("/orderId");
        await().atMost(PATIENCE).until(() -> count(orderId, "order.OrderConfirmed") == 1);
        return orderId;
    }

    private String paymentOf(String orderId) {
        return shop.events("order.OrderPlaced").stream()
                .filter(placed -> placed.at("/orderId").asString().equals(orderId))
                .findFirst()
                .orElseThrow()
                .at("/paymentId")
                .asString();
    }

    private String asked(String order) {
        var orderId = order.substring(order.lastIndexOf('/') + 1);
        return once(
                        order + "/returns",
                        "{\"lines\": [{\"line\": 1, \"quantity\": 1}], \"reason\": \"OTHER\"}",
                        orderId,
                        "order.ReturnRequested")
                .text("/returnId");
    }

    private String parked(String payment) {
        return await().atMost(PATIENCE)
                .until(
                        () ->
                                shop.read("/admin/effects?state=PARKED&subject=" + payment)
                                        .text("/items/0/effectId"),
                        effect -> !effect.isEmpty());
    }

    private Answer once(String path, String body, String aggregate, String event) {
        return once("POST", path, body, aggregate, event);
    }

    private Answer once(String method, String path, String body, String aggregate, String event) {
        var before = count(aggregate, event);
        var answers = clicks(method, path, body, UUID.randomUUID().toString());
        await().atMost(PATIENCE).until(() -> count(aggregate, event) > before);
        assertThat(count(aggregate, event)).as(event).isEqualTo(before + 1);
        return answers.getFirst();
    }

    private List<Answer> clicks(String method, String path, String body, String key) {
        Callable<Answer> click = () -> shop.staff(method, path, body, key);
        List<Answer> answers;
        try (var clicks = Executors.newVirtualThreadPerTaskExecutor()) {
            answers =
                    clicks.invokeAll(Stream.generate(() -> click).limit(CLICKS).toList()).stream()
                            .map(Future::resultNow)
                            .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        var later = shop.staff(method, path, body, key);
        assertThat(answers)
                .allSatisfy(answer -> {
                    assertThat(answer.status()).as(answer.response().body()).isLessThan(300);
                    assertThat(answer.status()).isEqualTo(later.status());
                    assertThat(answer.response().body()).isEqualTo(later.response().body());
                });
        return answers;
    }

    private int count(String aggregate, String event) {
        return (int) shop.eventsOf(aggregate).stream().filter(event::equals).count();
    }
}

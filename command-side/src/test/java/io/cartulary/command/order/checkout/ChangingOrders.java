package io.cartulary.command.order.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.order.OrderState;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Cancelling, changing and exchanging what was ordered.
abstract class ChangingOrders extends CheckOuts {

    @Test
    void cancelling_a_paid_order_brings_money_and_stock_back() {
        var sku = stock(3);
        var guest = shop.guest().put(sku, 3);
        var placed = guest.order("tok_settle").expect(201);
        awaitStatus(placed, OrderState.CONFIRMED);
        awaitStock(sku, 0, 0);

        guest.post("/orders/%s/cancellation".formatted(placed.text("/orderId")), "{\"all\": true}")
                .expect(204);

        awaitCharge(placed, "refunded");
        awaitStock(sku, 3, 0);
        awaitEvents(
                placed.text("/orderId"),
                "order.OrderPlaced",
                "order.OrderConfirmed",
                "order.OrderCancelled",
                "order.OrderRefunded");
    }

    @Test
    void parts_of_an_order_are_cancelled_shipped_and_returned() {
        var sku = stock(5);
        var placed = shop.guest().put(sku, 3).order("tok_settle").expect(201);
        awaitStatus(placed, OrderState.CONFIRMED);
        awaitStock(sku, 2, 0);
        var order = "/admin/orders/" + placed.text("/orderId");
        shop.staff(order + "/cancellation", "{\"lines\": [{\"line\": 1, \"quantity\": 1}]}")
                .expect(204);
        awaitStock(sku, 3, 0);

        shop.staff(order + "/processing", "").expect(204);
        var parcel =
                shop.staff(order + "/shipments", "{\"lines\": [{\"line\": 1, \"quantity\": 1}]}")
                        .expect(201)
                        .text("/shipmentId");
        shop.staff(
                        order + "/shipments/" + parcel + "/dispatch",
                        "{\"carrier\": \"DHL\", \"trackingNumber\": \"D-1\"}")
                .expect(204);
        assertThat(statusOf(placed)).isEqualTo(OrderState.PARTLY_SHIPPED);
        var bulk =
                shop.staff(
                                "/admin/orders/bulk-update",
                                """
                                {"steps": [{"orderId": "%1$s", "transition": "SHIPMENT", "carrier": "DHL", "trackingNumber": "D-2"},
                                           {"orderId": "%1$s", "transition": "CANCELLATION"}]}\
                                """
                                        .formatted(placed.text("/orderId")))
                        .expect(200);
        assertThat(bulk.text("/outcomes/1/reason")).isEqualTo("ALREADY_SHIPPED");
        assertThat(statusOf(placed)).isEqualTo(OrderState.SHIPPED);

        var returned =
                shop.staff(
                                order + "/returns",
                                "{\"lines\": [{\"line\": 1, \"quantity\": 2}], \"reason\": \"DAMAGED\"}")
                        .expect(201)
                        .text("/returnId");
        shop.staff(order + "/returns/" + returned + "/approval", "").expect(204);
        shop.staff(
                        order + "/returns/" + returned + "/receipt",
                        "{\"lines\": [{\"line\": 1, \"restocked\": 1, \"scrapped\": 1}]}")
                .expect(204);
        awaitStock(sku, 4, 0);
        var shipping = placed.body().at("/totals/shipping/amount").asInt();
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(
                                        shop.events("payment.RefundSettled").stream()
                                                .filter(event ->
                                                        event.at("/orderId")
                                                                .asString()
                                                                .equals(placed.text("/orderId")))
                                                .mapToInt(
                                                        event -> event.at("/amount/amount").asInt())
                                                .sum())
                                .isBetween(
                                        3 * 1250,
                                        placed.body().at("/totals/total/amount").asInt()
                                                - shipping));
    }

    @Test
    void an_order_is_changed_and_its_goods_exchanged_for_the_difference() {
        var sku = stock(5);
        var other = stock(5);
        var placed = shop.guest().put(sku, 2).order("tok_settle").expect(201);
        awaitStatus(placed, OrderState.CONFIRMED);
        var order = "/admin/orders/" + placed.text("/orderId");
        var twoForOne =
                "{\"remove\": [{\"line\": 1, \"quantity\": 1}], \"add\": [{\"sku\": \"%s\", \"quantity\": %d}]%s}";
        var payment = ", \"payment\": {\"provider\": \"simulated\", \"token\": \"%s\"}";
        assertThat(shop.change(order, twoForOne.formatted(other, 2, "")).expect(422).text("/code"))
                .isEqualTo("PAYMENT_MISSING");
        shop.change(order, twoForOne.formatted(other, 2, payment.formatted("tok_decline")))
                .expect(202);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(shop.eventsOf(placed.text("/orderId")))
                                .contains("order.OrderEditDropped"));
        awaitStock(other, 5, 0);

        var edit =
                shop.change(order, twoForOne.formatted(other, 2, payment.formatted("tok_settle")))
                        .expect(202);
        assertThat(edit.body().at("/toPay/amount").asInt()).isPositive();
        awaitStock(other, 3, 0);
        awaitStock(sku, 4, 0);
        assertThat(shop.charge("payment-" + edit.text("/editId")).at("/amount"))
                .isEqualTo(edit.body().at("/toPay/amount"));

        shop.staff(order + "/processing", "").expect(204);
        shop.staff(order + "/shipment", "{\"carrier\": \"DHL\", \"trackingNumber\": \"E-1\"}")
                .expect(204);
        var returned =
                shop.staff(
                                order + "/returns",
                                "{\"lines\": [{\"line\": 2, \"quantity\": 2}], \"reason\": \"CHANGED_MIND\"}")
                        .expect(201)
                        .text("/returnId");
        shop.staff(order + "/returns/" + returned + "/approval", "").expect(204);
        var exchange =
                shop.staff(
                                order + "/returns/" + returned + "/exchange",
                                "{\"lines\": [{\"line\": 2, \"restocked\": 2, \"scrapped\": 0}], \"add\": [{\"sku\": \"%s\", \"quantity\": 1}]}"
                                        .formatted(sku))
                        .expect(202);
        awaitStock(sku, 3, 0);
        awaitStock(other, 5, 0);
        assertThat(statusOf(placed)).isEqualTo(OrderState.PARTLY_SHIPPED);
        shop.staff(order + "/shipment", "{\"carrier\": \"DHL\", \"trackingNumber\": \"E-2\"}")
                .expect(204);
        assertThat(statusOf(placed)).isEqualTo(OrderState.SHIPPED);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(
                                        shop.events("order.OrderRefunded").stream()
                                                .filter(event ->
                                                        event.at("/orderId")
                                                                .asString()
                                                                .equals(placed.text("/orderId")))
                                                .mapToInt(
                                                        event -> event.at("/amount/amount").asInt())
                                                .sum())
                                .isEqualTo(exchange.body().at("/toReturn/amount").asInt()));
    }

    @Test
    void a_change_is_paid_in_another_way_and_staff_give_back_from_both_payments() {
        var sku = stock(5);
        var guest = shop.guest().put(sku, 1);
        var placed = guest.order("tok_settle").expect(201);
        awaitStatus(placed, OrderState.CONFIRMED);
        var orderId = placed.text("/orderId");
        var asked =
                shop.change(
                                "/admin/orders/" + orderId,
                                "{\"add\": [{\"sku\": \"%s\", \"quantity\": 1}], \"payment\": {\"provider\": \"simulated\", \"token\": \"tok_never\"}}"
                                        .formatted(sku))
                        .expect(202);
        var first = asked.text("/paymentId");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(shop.eventsOf(first)).contains("payment.PaymentRequested"));
        var second =
                guest.post(
                                "/orders/" + orderId + "/payments",
                                "{\"provider\": \"simulated\", \"token\": \"tok_settle\"}")
                        .expect(202)
                        .text("/paymentId");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(shop.eventsOf(orderId)).contains("order.OrderLinesAdded"));
        assertThat(
                        guest.post(
                                        "/orders/" + orderId + "/payments",
                                        "{\"provider\": \"simulated\", \"token\": \"tok_settle\"}")
                                .expect(409)
                                .text("/code"))
                .isEqualTo("ALREADY_CONFIRMED");
        await().atMost(PATIENCE)
                .until(() -> shop.charge(first).at("/status").asString().equals("voided"));

        var more = asked.body().at("/toPay/amount").asInt();
        var whole = placed.body().at("/totals/total/amount").asInt() + more;
        var refunds = "/admin/orders/" + orderId + "/refunds";
        var tooMuch = "{\"amount\": {\"amount\": %d, \"currency\": \"GBP\"}}";
        assertThat(shop.staff(refunds, tooMuch.formatted(whole + 1)).expect(422).text("/code"))
                .isEqualTo("REFUND_EXCEEDS_SETTLEMENT");
        var refunded = shop.staff(refunds, tooMuch.formatted(whole)).expect(202);
        assertThat(refunded.text("/refunds/0/paymentId")).isEqualTo(second);
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    assertThat(shop.charge(second).at("/refunded").asInt()).isEqualTo(more);
                    assertThat(shop.charge(paymentOf(placed)).at("/refunded").asInt())
                            .isEqualTo(whole - more);
                });
    }

    @Test
    void a_change_that_is_sent_twice_is_made_once() {
        var sku = stock(5);
        var placed = shop.guest().put(sku, 1).order("tok_settle").expect(201);
        awaitStatus(placed, OrderState.CONFIRMED);
        var key = UUID.randomUUID().toString();
        var change =
                "{\"add\": [{\"sku\": \"%s\", \"quantity\": 1}], \"payment\": {\"provider\": \"simulated\", \"token\": \"tok_settle\"}}"
                        .formatted(sku);
        var order = "/admin/orders/" + placed.text("/orderId");
        var first = shop.change(order, change, key).expect(202);
        awaitStock(sku, 3, 0);

        assertThat(shop.change(order, change, key).expect(202).body()).isEqualTo(first.body());
        assertThat(shop.eventsOf(placed.text("/orderId")))
                .containsOnlyOnce("order.OrderEditRequested");
    }
}

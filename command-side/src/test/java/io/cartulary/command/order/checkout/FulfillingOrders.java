package io.cartulary.command.order.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.order.OrderState;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Parcels, warehouses and refunds, as staff handle them.
abstract class FulfillingOrders extends CheckOuts {

    @Test
    void goods_go_back_to_the_warehouse_they_came_from_and_returns_to_the_one_that_is_named() {
        var sku = stock(1);
        shop.staff(
                        "/admin/stock/" + sku + "/adjustments",
                        "{\"warehouse\": \"BERLIN\", \"delta\": 3, \"reason\": \"DELIVERY\"}")
                .expect(204);
        awaitAvailable(sku, 4);
        var cancelled = shop.guest().put(sku, 3).order("tok_settle").expect(201);
        awaitStatus(cancelled, OrderState.CONFIRMED);
        awaitStock(sku, 1, 0);
        shop.staff(
                        "/admin/orders/" + cancelled.text("/orderId") + "/cancellation",
                        "{\"all\": true}")
                .expect(204);
        awaitStock(sku, 4, 0);
        assertThat(lastWarehouse(sku)).isEqualTo("BERLIN");

        var returned = shop.guest().put(sku, 1).order("tok_settle").expect(201);
        awaitStatus(returned, OrderState.CONFIRMED);
        var order = "/admin/orders/" + returned.text("/orderId");
        shop.staff(order + "/processing", "").expect(204);
        shop.staff(order + "/shipment", "{\"carrier\": \"DHL\", \"trackingNumber\": \"W-1\"}")
                .expect(204);
        var returnId =
                shop.staff(
                                order + "/returns",
                                "{\"lines\": [{\"line\": 1, \"quantity\": 1}], \"reason\": \"CHANGED_MIND\"}")
                        .expect(201)
                        .text("/returnId");
        shop.staff(order + "/returns/" + returnId + "/approval", "").expect(204);
        shop.staff(
                        order + "/returns/" + returnId + "/receipt",
                        "{\"lines\": [{\"line\": 1, \"restocked\": 1, \"scrapped\": 0, \"warehouse\": \"berlin-2\"}]}")
                .expect(204);
        awaitStock(sku, 4, 0);
        assertThat(lastWarehouse(sku)).isEqualTo("BERLIN-2");
    }

    @Test
    void staff_ship_deliver_and_refund() {
        var placed = shop.guest().put(stock(1), 1).order("tok_settle").expect(201);
        var order = "/admin/orders/" + placed.text("/orderId");
        awaitStatus(placed, OrderState.CONFIRMED);

        shop.staff(order + "/processing", "").expect(204);
        shop.staff(order + "/shipment", "{\"carrier\": \"Royal Mail\", \"trackingNumber\": \"R1\"}")
                .expect(204);
        assertThat(shop.staff(order + "/cancellation", "{\"all\": true}").expect(409).text("/code"))
                .isEqualTo("ALREADY_SHIPPED");
        shop.staff(order + "/delivery", "").expect(204);
        shop.staff(order + "/refunds", "{\"amount\": {\"amount\": 250, \"currency\": \"GBP\"}}")
                .expect(202);
        awaitEvents(
                placed.text("/orderId"),
                "order.OrderPlaced",
                "order.OrderConfirmed",
                "order.OrderProcessingStarted",
                "order.ShipmentPacked",
                "order.ShipmentDispatched",
                "order.OrderShipped",
                "order.ShipmentDelivered",
                "order.OrderDelivered",
                "order.OrderRefunded");
        assertThat(shop.charge(paymentOf(placed)).at("/refunded").asInt()).isEqualTo(250);
        assertThat(
                        shop.staff(
                                        order + "/refunds",
                                        "{\"amount\": {\"amount\": 100000, \"currency\": \"GBP\"}}")
                                .expect(422)
                                .text("/code"))
                .isEqualTo("REFUND_EXCEEDS_SETTLEMENT");
    }

    @Test
    void pieces_on_backorder_are_packed_once_they_came() {
        var sku = stock(1);
        shop.staff(
                        "PUT",
                        "/admin/stock/" + sku + "/policy",
                        "{\"backorderLimit\": 5}",
                        UUID.randomUUID().toString())
                .expect(204);
        awaitBackorders(sku);
        var placed = shop.guest().put(sku, 3).order("tok_settle").expect(201);
        var order = "/admin/orders/" + placed.text("/orderId");
        var parcel = "{\"carrier\": \"Royal Mail\", \"trackingNumber\": \"R1\"}";
        awaitStatus(placed, OrderState.CONFIRMED);
        shop.staff(order + "/processing", "").expect(204);

        assertThat(shop.staff(order + "/shipment", parcel).expect(409).text("/code"))
                .isEqualTo("AWAITING_STOCK");
        var two = "{\"lines\": [{\"line\": 1, \"quantity\": 2}]}";
        assertThat(shop.staff(order + "/shipments", two).expect(409).text("/code"))
                .isEqualTo("AWAITING_STOCK");
        shop.staff(order + "/shipments", "{\"all\": true}").expect(201);
        shop.staff(
                        "/admin/stock/" + sku + "/adjustments",
                        "{\"delta\": 2, \"reason\": \"DELIVERY\", \"reference\": \"d-%s\"}"
                                .formatted(sku))
                .expect(204);
        shop.staff(order + "/shipments", two).expect(201);
    }

    @Test
    void a_refund_of_less_than_nothing_is_refused() {
        var placed = shop.guest().put(stock(1), 1).order("tok_settle").expect(201);
        awaitStatus(placed, OrderState.CONFIRMED);
        var refunds = "/admin/orders/" + placed.text("/orderId") + "/refunds";

        for (var amount : List.of(-5, 0)) {
            assertThat(
                            shop.staff(
                                            refunds,
                                            "{\"amount\": {\"amount\": %d, \"currency\": \"GBP\"}}"
                                                    .formatted(amount))
                                    .expect(422)
                                    .text("/code"))
                    .isEqualTo("REFUND_NOT_POSITIVE");
        }
    }

    @Test
    void a_refund_that_the_provider_refuses_waits_for_staff() {
        var placed = shop.guest().put(stock(1), 1).order("tok_settle").expect(201);
        awaitStatus(placed, OrderState.CONFIRMED);
        var payment = paymentOf(placed);
        var whole = shop.charge(payment).at("/amount").asLong();
        shop.refundAtProvider(payment, whole);
        var refund =
                shop.staff(
                                "/admin/orders/" + placed.text("/orderId") + "/refunds",
                                "{\"amount\": {\"amount\": 250, \"currency\": \"GBP\"}}")
                        .expect(202)
                        .text("/refundId");
        awaitEvents(
                payment,
                "payment.PaymentRequested",
                "payment.PaymentSettled",
                "payment.RefundRequested",
                "payment.RefundRefused");
        var effect = parkedEffectOf(payment);
        assertThat(effect.at("/error").asString()).startsWith("MORE_THAN_SETTLED");
        assertThat(effect.at("/key").asString()).isEqualTo(refund);

        var address = "/admin/effects/" + effect.at("/effectId").asString();
        shop.staff(address + "/abandonment", "").expect(200);
        awaitEvents(
                payment,
                "payment.PaymentRequested",
                "payment.PaymentSettled",
                "payment.RefundRequested",
                "payment.RefundRefused",
                "payment.RefundAbandoned");
        assertThat(shop.staff(address + "/retry", "").expect(409).text("/code"))
                .isEqualTo("EFFECT_NOT_PARKED");
        REFUNDED_ELSEWHERE.add(payment);
    }

    private String lastWarehouse(String sku) {
        return shop.database()
                .sql(
                        "select convert_from(payload, 'UTF8')::jsonb #>> '{pieces,0,warehouse}' from domain_event_entry"
                                + " where aggregate_identifier = ? order by sequence_number desc limit 1")
                .param("sku-" + sku)
                .query(String.class)
                .single();
    }

    private JsonNode parkedEffectOf(String payment) {
        return await().atMost(PATIENCE)
                .until(
                        () ->
                                shop.read("/admin/effects?state=PARKED&subject=" + payment)
                                        .body()
                                        .at("/items/0"),
                        effect -> !effect.isMissingNode());
    }
}

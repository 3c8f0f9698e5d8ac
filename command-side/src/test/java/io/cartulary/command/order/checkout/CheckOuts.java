package io.cartulary.command.order.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.order.CurrentOrder;
import io.cartulary.command.order.OrderCommand.ReadOrder;
import io.cartulary.command.order.OrderState;
import io.cartulary.command.order.checkout.CommandNode.Answer;
import io.cartulary.events.order.OrderId;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.commandhandling.gateway.CommandGateway;

/// What tests of check-outs do and wait for, in one shop.
abstract class CheckOuts {

    static final Duration PATIENCE = Duration.ofSeconds(40);

    /// Payments whose money the provider gave back without being asked by us.
    static final Set<String> REFUNDED_ELSEWHERE = ConcurrentHashMap.newKeySet();

    /// The one shop of them all.
    static CommandNode shop;

    String stock(int pieces) {
        return stock(pieces, 200);
    }

    String stock(int pieces, int grams) {
        return shop.stock(pieces, grams);
    }

    static String unique() {
        return UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
    }

    OrderState statusOf(Answer placed) {
        return shop.bean(CommandGateway.class)
                .<CurrentOrder>sendAndWait(new ReadOrder(new OrderId(placed.text("/orderId"))))
                .status();
    }

    String paymentOf(Answer placed) {
        return shop.bean(CommandGateway.class)
                .<CurrentOrder>sendAndWait(new ReadOrder(new OrderId(placed.text("/orderId"))))
                .paymentId()
                .value();
    }

    void awaitStatus(Answer placed, OrderState expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(statusOf(placed)).isEqualTo(expected));
    }

    void awaitCancelled(Answer placed, String reason) {
        awaitStatus(placed, OrderState.CANCELLED);
        var order = placed.text("/orderId");
        assertThat(shop.events("order.OrderCancelled"))
                .filteredOn(event -> event.at("/orderId").asString().equals(order))
                .singleElement()
                .extracting(event -> event.at("/reason").asString())
                .isEqualTo(reason);
    }

    void awaitEvents(String aggregate, String... types) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(shop.eventsOf(aggregate)).containsExactly(types));
    }

    void awaitCharge(Answer placed, String status) {
        var payment = paymentOf(placed);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(shop.charge(payment).at("/status").asString())
                                .isEqualTo(status));
    }

    void awaitAvailable(String sku, int pieces) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(
                                        shop.database()
                                                .sql(
                                                        "select available from sku_availability where sku = ?")
                                                .param(sku)
                                                .query(Integer.class)
                                                .optional())
                                .contains(pieces));
    }

    /// Carts take more pieces than are there from the moment on when the decision tables have read
    /// that they may.
    void awaitBackorders(String sku) {
        await().atMost(PATIENCE)
                .until(() ->
                        shop.database()
                                .sql("select backorders from sku_availability where sku = ?")
                                .param(sku)
                                .query(Boolean.class)
                                .optional()
                                .orElse(false));
    }

    void awaitStock(String sku, int onHand, int reserved) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    var last =
                            shop.database()
                                    .sql(
                                            "select convert_from(payload, 'UTF8')::jsonb ->> 'onHand' as on_hand,"
                                                    + " convert_from(payload, 'UTF8')::jsonb ->> 'reserved' as reserved"
                                                    + " from domain_event_entry where aggregate_identifier = ?"
                                                    + " order by sequence_number desc limit 1")
                                    .param("sku-" + sku)
                                    .query((row, _) ->
                                            row.getInt("on_hand") + "/" + row.getInt("reserved"))
                                    .single();
                    assertThat(last).isEqualTo(onHand + "/" + reserved);
                });
    }
}

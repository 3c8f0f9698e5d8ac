package io.cartulary.command.order.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.order.OrderState;
import io.cartulary.command.order.checkout.CommandNode.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What becomes of an order whose payment is late, missing, refused or reported twice.
abstract class PayingForOrders extends CheckOuts {

    @Test
    void a_declined_payment_cancels_the_order() {
        var sku = stock(1);
        var placed = shop.guest().put(sku, 1).order("tok_decline").expect(201);

        awaitCancelled(placed, "PAYMENT_DECLINED");
        awaitStock(sku, 1, 0);
    }

    @Test
    void a_settlement_that_is_reported_twice_counts_once() {
        var placed = shop.guest().put(stock(1), 1).order("tok_twice").expect(201);

        awaitStatus(placed, OrderState.CONFIRMED);
        assertThat(shop.eventsOf(paymentOf(placed)))
                .containsExactly("payment.PaymentRequested", "payment.PaymentSettled");
    }

    @Test
    void a_late_settlement_still_confirms_within_the_deadline() {
        var placed = shop.guest().put(stock(1), 1).order("tok_late").expect(201);

        awaitStatus(placed, OrderState.CONFIRMED);
    }

    @Test
    void a_payment_that_never_comes_is_voided_after_the_deadline() {
        var sku = stock(1);
        var placed = shop.guest().put(sku, 1).order("tok_never").expect(201);

        awaitCancelled(placed, "PAYMENT_TIMED_OUT");
        awaitStock(sku, 1, 0);
        awaitCharge(placed, "voided");
        await().atMost(PATIENCE).until(() -> !waitsForPayment(placed));
    }

    @Test
    void cancelling_while_the_payment_is_on_its_way_never_keeps_the_money() {
        var guest = shop.guest().put(stock(1), 1);
        var placed = guest.order("tok_late").expect(201);
        guest.post("/orders/%s/cancellation".formatted(placed.text("/orderId")), "{\"all\": true}")
                .expect(204);

        awaitCharge(placed, "voided");
        awaitEvents(
                paymentOf(placed),
                "payment.PaymentRequested",
                "payment.PaymentCancelled",
                "payment.PaymentVoided");
    }

    @Test
    void a_forged_callback_is_refused() {
        var forged =
                shop.post(
                                "/payments/simulated/callback",
                                "{\"type\": \"charge.settled\"}",
                                List.of("Cartulary-Signature", "t=1,v1=" + "0".repeat(64)))
                        .expect(401);
        assertThat(forged.text("/code")).isEqualTo("INVALID_SIGNATURE");
    }

    private boolean waitsForPayment(Answer placed) {
        return shop.database()
                .sql("select exists (select from order_payment_due where order_id = ?)")
                .param(placed.text("/orderId"))
                .query(Boolean.class)
                .single();
    }
}

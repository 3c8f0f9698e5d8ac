package io.cartulary.command.order.saga;

import static io.cartulary.command.order.Orders.ORDER;
import static io.cartulary.command.order.Orders.PAYMENT;
import static io.cartulary.command.order.Orders.TOTALS;
import static io.cartulary.command.order.Orders.ZERO;
import static io.cartulary.command.order.Orders.euros;
import static io.cartulary.events.payment.PaymentEvent.RefundReason.GOODWILL;

import io.cartulary.command.order.OrderCommand.RecordOrderRefund;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.ReadPayment;
import io.cartulary.command.payment.PaymentState;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.test.saga.SagaTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderRefundSagaTest {

    private static final RefundId FIRST = new RefundId("refund-1");
    private static final RefundId SECOND = new RefundId("refund-2");

    private final SagaTestFixture<OrderRefundSaga> saga =
            new SagaTestFixture<>(OrderRefundSaga.class);
    private @Nullable PaymentId replacement;

    @BeforeEach
    void prepare() {
        saga.registerListenerInvocationErrorHandler(PropagatingErrorHandler.instance());
        saga.setCallbackBehavior((command, _) -> command instanceof ReadPayment ? payment() : null);
    }

    private CurrentPayment payment() {
        return new CurrentPayment(
                PAYMENT,
                ORDER,
                "simulated",
                "sim_1",
                null,
                replacement,
                PaymentState.SETTLED,
                TOTALS.total(),
                TOTALS.total(),
                euros("5"),
                ZERO,
                ZERO,
                ZERO,
                List.of(),
                Map.of(),
                0);
    }

    @Test
    void tells_the_order_what_went_back() {
        saga.givenAPublished(requested(FIRST))
                .andThenAPublished(requested(SECOND))
                .whenPublishingA(new RefundSettled(PAYMENT, ORDER, SECOND, euros("5"), euros("5")))
                .expectDispatchedCommands(
                        new ReadPayment(PAYMENT), new RecordOrderRefund(ORDER, PAYMENT, euros("5")))
                .expectActiveSagas(1);
    }

    @Test
    void keeps_what_went_back_of_a_replaced_payment_from_the_order() {
        replacement = new PaymentId("payment-2");
        saga.givenAPublished(requested(FIRST))
                .whenPublishingA(new RefundSettled(PAYMENT, ORDER, FIRST, euros("5"), euros("5")))
                .expectDispatchedCommands(new ReadPayment(PAYMENT))
                .expectActiveSagas(0);
    }

    @Test
    void waits_for_staff_after_a_refusal_and_ends_when_they_give_up() {
        saga.givenAPublished(requested(FIRST))
                .andThenAPublished(
                        new RefundRefused(PAYMENT, ORDER, FIRST, euros("5"), "insufficient_funds"))
                .whenPublishingA(new RefundAbandoned(PAYMENT, ORDER, FIRST, euros("5"), euros("5")))
                .expectNoDispatchedCommands()
                .expectActiveSagas(0);
    }

    private static RefundRequested requested(RefundId refund) {
        return new RefundRequested(PAYMENT, ORDER, refund, euros("5"), ZERO, GOODWILL, "simulated");
    }
}

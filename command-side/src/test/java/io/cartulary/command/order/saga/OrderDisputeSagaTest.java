package io.cartulary.command.order.saga;

import static io.cartulary.command.order.Orders.CART;
import static io.cartulary.command.order.Orders.NUMBER;
import static io.cartulary.command.order.Orders.ORDER;
import static io.cartulary.command.order.Orders.PAYMENT;
import static io.cartulary.command.order.Orders.TOTALS;

import io.cartulary.command.order.CurrentOrder;
import io.cartulary.command.order.OrderCommand.ReadOrder;
import io.cartulary.command.order.OrderState;
import io.cartulary.command.payment.PaymentCommand.CancelPayment;
import io.cartulary.events.payment.PaymentEvent.DisputeWon;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderDisputeSagaTest {

    private static final ReadOrder READ = new ReadOrder(ORDER);
    private static final DisputeWon WON = new DisputeWon(PAYMENT, ORDER, "dp_1");

    private final SagaTestFixture<OrderDisputeSaga> saga =
            new SagaTestFixture<>(OrderDisputeSaga.class);
    private OrderState status = OrderState.CANCELLED;

    @BeforeEach
    void prepare() {
        saga.registerListenerInvocationErrorHandler(PropagatingErrorHandler.instance());
        saga.setCallbackBehavior((command, _) ->
                command instanceof ReadOrder
                        ? new CurrentOrder(
                                ORDER, NUMBER, TOTALS, status, CART, PAYMENT, null, null, false)
                        : null);
    }

    @Test
    void sends_back_what_a_cancelled_order_had_paid() {
        saga.givenNoPriorActivity()
                .whenPublishingA(WON)
                .expectDispatchedCommands(READ, new CancelPayment(PAYMENT))
                .expectActiveSagas(0);
    }

    @Test
    void leaves_the_money_where_the_goods_are_paid() {
        status = OrderState.DELIVERED;
        saga.givenNoPriorActivity()
                .whenPublishingA(WON)
                .expectDispatchedCommands(READ)
                .expectActiveSagas(0);
    }
}

package io.cartulary.command.order.saga;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.payment.OrderAccount;
import io.cartulary.command.order.payment.PaymentsOfOrder;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;

/// Holds an order up when authorised money of it will not come. Each such message is a step of its
/// own, which may come long after the order was shipped.
@Saga
@ProcessingGroup(OrderFulfilmentSaga.PROCESSING_GROUP)
public class LostPaymentSaga {

    private static final String BY_ORDER = "orderId";

    @StartSaga
    @SagaEventHandler(associationProperty = BY_ORDER)
    void on(PaymentVoided event, CommandGateway commands) {
        if (!event.replaced()) {
            look(event.orderId(), event.paymentId(), commands);
        }
        SagaLifecycle.end();
    }

    @StartSaga
    @SagaEventHandler(associationProperty = BY_ORDER)
    void on(PaymentDeclined event, CommandGateway commands) {
        look(event.orderId(), event.paymentId(), commands);
        SagaLifecycle.end();
    }

    private static void look(OrderId orderId, PaymentId paymentId, CommandGateway commands) {
        new SagaSteps(commands, orderId)
                .take(
                        () -> {
                            if (isMissed(orderId, paymentId, commands)) {
                                commands.sendAndWait(new RecordLostPayment(orderId, paymentId));
                            }
                        },
                        "RecordLostPayment/" + paymentId);
    }

    private static boolean isMissed(OrderId orderId, PaymentId paymentId, CommandGateway commands) {
        OrderAccount order = commands.sendAndWait(new ReadAccount(orderId));
        if (!order.payments().contains(paymentId)) {
            return false;
        }
        return order.missing(PaymentsOfOrder.read(order, commands)).isPositive();
    }
}

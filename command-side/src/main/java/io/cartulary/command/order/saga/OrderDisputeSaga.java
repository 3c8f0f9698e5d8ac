package io.cartulary.command.order.saga;

import io.cartulary.command.order.CurrentOrder;
import io.cartulary.command.order.OrderCommand.ReadOrder;
import io.cartulary.command.order.OrderState;
import io.cartulary.command.payment.PaymentCommand.CancelPayment;
import io.cartulary.events.payment.PaymentEvent.DisputeWon;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;

/// Sends back what a cancelled order had paid and could not get back while the payer's bank asked
/// for it, too. A dispute is decided weeks after anything else waits for it, so each is a step of
/// its own.
@Saga
@ProcessingGroup(OrderFulfilmentSaga.PROCESSING_GROUP)
public class OrderDisputeSaga {

    @StartSaga
    @SagaEventHandler(associationProperty = "orderId")
    void on(DisputeWon event, CommandGateway commands) {
        new SagaSteps(commands, event.orderId())
                .take(
                        () -> {
                            CurrentOrder order =
                                    commands.sendAndWait(new ReadOrder(event.orderId()));
                            if (order.status() == OrderState.CANCELLED) {
                                commands.sendAndWait(new CancelPayment(event.paymentId()));
                            }
                        },
                        "CancelPayment/" + event.paymentId());
        SagaLifecycle.end();
    }
}

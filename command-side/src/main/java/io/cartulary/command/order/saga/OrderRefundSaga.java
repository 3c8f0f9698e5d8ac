package io.cartulary.command.order.saga;

import io.cartulary.command.order.OrderCommand.RecordOrderRefund;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.ReadPayment;
import io.cartulary.events.payment.PaymentEvent.*;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;

/// Follows one refund until the provider gave the money back, and records it on the order, or until
/// staff give up on one that was refused. It may outlive the order's fulfilment by far; one that
/// stays open long is money a customer waits for.
@Saga
@ProcessingGroup(OrderFulfilmentSaga.PROCESSING_GROUP)
public class OrderRefundSaga {

    private static final String BY_REFUND = "refundId";

    @StartSaga
    @SagaEventHandler(associationProperty = BY_REFUND)
    void on(RefundRequested event) {
        /* the effect asks the provider; this only waits */
    }

    @EndSaga
    @SagaEventHandler(associationProperty = BY_REFUND)
    void on(RefundSettled event, CommandGateway commands) {
        new SagaSteps(commands, event.orderId())
                .take(() -> record(event, commands), "RecordOrderRefund/" + event.paymentId());
    }

    /// What came by a payment that was replaced never paid the order.
    private static void record(RefundSettled event, CommandGateway commands) {
        CurrentPayment payment = commands.sendAndWait(new ReadPayment(event.paymentId()));
        if (payment.replacement() == null) {
            commands.sendAndWait(
                    new RecordOrderRefund(event.orderId(), event.paymentId(), event.refunded()));
        }
    }

    @EndSaga
    @SagaEventHandler(associationProperty = BY_REFUND)
    void on(RefundAbandoned event) {
        /* the money goes back by another refund, or not through us */
    }
}

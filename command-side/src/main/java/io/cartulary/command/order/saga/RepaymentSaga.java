package io.cartulary.command.order.saga;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.OrderSettings;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;

/// Asks for what is missing of an order's money, and has it recorded when it comes or dropped when
/// it does not. `Order` decides in the end, once and for all, and this follows.
@Saga
@ProcessingGroup(OrderFulfilmentSaga.PROCESSING_GROUP)
public class RepaymentSaga {

    private static final String BY_PAYMENT = "paymentId";
    private static final String DEADLINE = "repayment";

    private OrderId orderId;
    private PaymentId paymentId;
    private @Nullable String deadline;

    /// What the deadline carries; Axon finds the handler by it.
    public record RepaymentDue(PaymentId paymentId) {}

    @StartSaga
    @SagaEventHandler(associationProperty = BY_PAYMENT)
    void on(
            RepaymentRequested event,
            CommandGateway commands,
            DeadlineManager deadlines,
            OrderSettings settings) {
        orderId = event.orderId();
        paymentId = event.paymentId();
        steps(commands)
                .send(
                        new RequestPayment(
                                paymentId,
                                orderId,
                                event.amount(),
                                event.paymentProvider(),
                                event.paymentToken()));
        deadline = deadlines.schedule(settings.payWithin(), DEADLINE, new RepaymentDue(paymentId));
    }

    /// Money that is authorised and captured later is enough.
    @SagaEventHandler(associationProperty = BY_PAYMENT)
    void on(PaymentAuthorised event, CommandGateway commands) {
        if (!event.captureFollows()) {
            record(commands);
        }
    }

    @SagaEventHandler(associationProperty = BY_PAYMENT)
    void on(PaymentSettled event, CommandGateway commands) {
        record(commands);
    }

    @SagaEventHandler(associationProperty = BY_PAYMENT)
    void on(PaymentDeclined event, CommandGateway commands) {
        drop(RepaymentDropReason.PAYMENT_DECLINED, commands);
    }

    @DeadlineHandler(deadlineName = DEADLINE)
    void on(RepaymentDue due, CommandGateway commands) {
        deadline = null;
        drop(RepaymentDropReason.PAYMENT_TIMED_OUT, commands);
    }

    @EndSaga
    @SagaEventHandler(associationProperty = BY_PAYMENT)
    void on(RepaymentReceived event, DeadlineManager deadlines) {
        forgetDeadline(deadlines);
    }

    @EndSaga
    @SagaEventHandler(associationProperty = BY_PAYMENT)
    void on(RepaymentDropped event, CommandGateway commands, DeadlineManager deadlines) {
        forgetDeadline(deadlines);
        steps(commands).send(new CancelPayment(paymentId));
    }

    private void record(CommandGateway commands) {
        steps(commands).send(new RecordRepayment(orderId, paymentId));
    }

    private void drop(RepaymentDropReason reason, CommandGateway commands) {
        steps(commands).send(new DropRepayment(orderId, paymentId, reason));
    }

    private void forgetDeadline(DeadlineManager deadlines) {
        if (deadline != null) {
            deadlines.cancelSchedule(DEADLINE, deadline);
            deadline = null;
        }
    }

    private SagaSteps steps(CommandGateway commands) {
        return new SagaSteps(commands, orderId);
    }
}

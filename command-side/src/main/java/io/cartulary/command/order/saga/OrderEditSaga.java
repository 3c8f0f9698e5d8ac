package io.cartulary.command.order.saga;

import static io.cartulary.command.inventory.StockRejection.*;
import static io.cartulary.command.refusal.GeneralRejection.NOT_FOUND;

import io.cartulary.command.inventory.StockOfOrder;
import io.cartulary.command.order.Goods;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.OrderSettings;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Brings one change of an order about: holds the stock of what is added, asks for what it costs
/// more, and has it made; or gives both back when it is not made.
///
/// `Order` decides in the end: it makes the change or drops it, once and for all, and this follows.
/// What the change takes out goes back by `PartialRefundSaga`, also the money when the order costs
/// less.
@Saga
@ProcessingGroup(OrderFulfilmentSaga.PROCESSING_GROUP)
public class OrderEditSaga {

    private static final String BY_EDIT = "editId";
    private static final String BY_PAYMENT = "paymentId";
    private static final String DEADLINE = "order-edit";
    private static final Duration HELD_BEYOND_PAYMENT = Duration.ofMinutes(15);

    private OrderId orderId;
    private EditId editId;

    /// How many SKUs, in their own order, are held.
    private int reservedSkus;

    /// By which the difference is to be paid; what came by another goes back by itself.
    private @Nullable PaymentId paymentId;

    private @Nullable String deadline;

    /// What the deadline carries; Axon finds the handler by it.
    public record EditDue(EditId editId) {}

    @StartSaga
    @SagaEventHandler(associationProperty = BY_EDIT)
    void on(
            OrderEditRequested event,
            CommandGateway commands,
            DeadlineManager deadlines,
            OrderSettings settings) {
        orderId = event.orderId();
        editId = event.editId();
        var until = event.requestedAt().plus(settings.payWithin()).plus(HELD_BEYOND_PAYMENT);
        if (!hold(event, until, commands)) {
            drop(EditDropReason.OUT_OF_STOCK, commands);
        } else if (event.toPay().isPositive()) {
            requestPayment(
                    PaymentId.of(editId),
                    event.toPay(),
                    event.paymentProvider(),
                    event.paymentToken(),
                    commands);
            deadline = deadlines.schedule(settings.payWithin(), DEADLINE, new EditDue(editId));
        } else {
            accept(commands);
        }
    }

    /// Money that is authorised and captured later is enough to go on.
    @SagaEventHandler(associationProperty = BY_PAYMENT)
    void on(PaymentAuthorised event, CommandGateway commands) {
        if (!event.captureFollows() && event.paymentId().equals(paymentId)) {
            accept(commands);
        }
    }

    @SagaEventHandler(associationProperty = BY_PAYMENT)
    void on(PaymentSettled event, CommandGateway commands) {
        if (event.paymentId().equals(paymentId)) {
            accept(commands);
        }
    }

    @SagaEventHandler(associationProperty = BY_PAYMENT)
    void on(PaymentReplaced event, CommandGateway commands) {
        requestPayment(
                event.replacement(), event.amount(), event.provider(), event.token(), commands);
    }

    @SagaEventHandler(associationProperty = BY_PAYMENT)
    void on(PaymentDeclined event, CommandGateway commands) {
        if (event.paymentId().equals(paymentId)) {
            drop(EditDropReason.PAYMENT_DECLINED, commands);
        }
    }

    @DeadlineHandler(deadlineName = DEADLINE)
    void on(EditDue due, CommandGateway commands) {
        deadline = null;
        drop(EditDropReason.PAYMENT_TIMED_OUT, commands);
    }

    @EndSaga
    @SagaEventHandler(associationProperty = BY_EDIT)
    void on(OrderLinesAdded event, CommandGateway commands, DeadlineManager deadlines) {
        forgetDeadline(deadlines);
        for (var sold : Goods.bySku(event.lines())) {
            steps(commands)
                    .escalate(
                            InterventionReason.PIECES_NOT_SOLD,
                            editId.value(),
                            stock(commands).confirm(sold));
        }
    }

    @EndSaga
    @SagaEventHandler(associationProperty = BY_EDIT)
    void on(OrderEditDropped event, CommandGateway commands, DeadlineManager deadlines) {
        forgetDeadline(deadlines);
        for (var held : event.held().subList(0, reservedSkus)) {
            steps(commands)
                    .escalate(
                            InterventionReason.PIECES_NOT_RELEASED,
                            editId.value(),
                            stock(commands).release(held));
        }
        if (paymentId != null) {
            steps(commands).send(new CancelPayment(paymentId));
        }
    }

    private void requestPayment(
            PaymentId attempt,
            Money amount,
            String provider,
            String token,
            CommandGateway commands) {
        paymentId = attempt;
        SagaLifecycle.associateWith(BY_PAYMENT, attempt.value());
        steps(commands).send(new RequestPayment(attempt, orderId, amount, provider, token));
    }

    private boolean hold(OrderEditRequested event, Instant until, CommandGateway commands) {
        for (var wanted : Goods.bySku(event.added())) {
            if (!steps(commands)
                    .tolerating(OUT_OF_STOCK, NOT_FOUND, IS_BUNDLE)
                    .take(
                            () -> stock(commands).reserve(wanted, until),
                            editId + "/" + wanted.sku())) {
                return false;
            }
            reservedSkus++;
        }
        return true;
    }

    private void accept(CommandGateway commands) {
        steps(commands)
                .send(
                        paymentId == null
                                ? new AcceptEdit(orderId, editId)
                                : new AcceptEdit(orderId, editId, paymentId));
    }

    private void drop(EditDropReason reason, CommandGateway commands) {
        steps(commands).send(new DropEdit(orderId, editId, reason));
    }

    private void forgetDeadline(DeadlineManager deadlines) {
        if (deadline != null) {
            deadlines.cancelSchedule(DEADLINE, deadline);
            deadline = null;
        }
    }

    private StockOfOrder stock(CommandGateway commands) {
        return new StockOfOrder(commands, editId.holder());
    }

    private SagaSteps steps(CommandGateway commands) {
        return new SagaSteps(commands, orderId);
    }
}

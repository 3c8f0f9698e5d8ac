package io.cartulary.command.order.saga;

import io.cartulary.command.inventory.StockOfOrder;
import io.cartulary.command.order.OrderCommand.ReadAccount;
import io.cartulary.command.order.payment.OrderAccount;
import io.cartulary.command.order.payment.PaymentsOfOrder;
import io.cartulary.command.order.refund.RefundAllocation;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.PaymentRejection;
import io.cartulary.command.refusal.Rejection;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.ReturnId;
import io.cartulary.events.payment.PaymentEvent.RefundReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.joda.money.Money;

/// Takes one part of an order off it: its pieces go back on the shelf and its money back to the
/// customer.
///
/// Money that was only authorised, or is disputed, cannot go back yet; then it looks again from
/// time to time. It does not listen for the payment: each listener costs every order, and this is
/// rare.
@Saga
@ProcessingGroup(OrderFulfilmentSaga.PROCESSING_GROUP)
public class PartialRefundSaga {

    static final Duration LOOK_AGAIN_AFTER = Duration.ofMinutes(15);

    private static final String DEADLINE = "order-credit";

    private OrderId orderId;

    /// Of the act that took the part off.
    private String reference;

    private RefundReason reason;
    private Money amount;

    /// What the deadline carries; Axon finds the handler by it.
    public record CreditDue(String reference) {}

    @StartSaga
    @SagaEventHandler(associationProperty = "reference")
    void on(OrderLinesCancelled event, CommandGateway commands, DeadlineManager deadlines) {
        orderId = event.orderId();
        for (var held : event.held()) {
            var stock = new StockOfOrder(commands, held.holder());
            for (var pieces : held.pieces()) {
                steps(commands)
                        .escalate(
                                InterventionReason.PIECES_NOT_TAKEN_BACK,
                                event.reference(),
                                stock.takeBackSome(pieces, event.reference()));
            }
        }
        reference = event.reference();
        reason = RefundReason.LINES_CANCELLED;
        amount = event.amount();
        giveBack(commands, deadlines);
    }

    @StartSaga
    @SagaEventHandler(associationProperty = "returnId")
    void on(
            ReturnReceived event,
            CommandGateway commands,
            DeadlineManager deadlines,
            @Timestamp Instant at) {
        orderId = event.orderId();
        event.lines().stream()
                .filter(line -> line.restocked() > 0)
                .sorted(Comparator.comparing(ReceivedLine::sku))
                .forEach(line -> restock(event.returnId(), line, at, commands));
        reference = event.returnId().value();
        reason = RefundReason.GOODS_RETURNED;
        amount = event.amount();
        giveBack(commands, deadlines);
    }

    @DeadlineHandler(deadlineName = DEADLINE)
    void on(CreditDue credit, CommandGateway commands, DeadlineManager deadlines) {
        giveBack(commands, deadlines);
    }

    private void restock(
            ReturnId returnId, ReceivedLine line, Instant at, CommandGateway commands) {
        var act = returnId + "/" + line.line();
        var pieces = new SkuQuantity(line.sku(), line.restocked());
        var refused =
                new StockOfOrder(commands, orderId).restock(pieces, line.warehouse(), act, at);
        steps(commands).escalate(InterventionReason.PIECES_NOT_TAKEN_BACK, act, refused);
    }

    private void giveBack(CommandGateway commands, DeadlineManager deadlines) {
        if (amount.isZero()) {
            SagaLifecycle.end();
            return;
        }
        try {
            if (refund(commands)) {
                SagaLifecycle.end();
            } else {
                deadlines.schedule(LOOK_AGAIN_AFTER, DEADLINE, new CreditDue(reference));
            }
        } catch (CommandExecutionException failure) {
            escalate(SagaSteps.rejection(failure), commands);
            SagaLifecycle.end();
        }
    }

    /// @return `false` when it is to be tried again later
    private boolean refund(CommandGateway commands) {
        var order = commands.<OrderAccount>sendAndWait(new ReadAccount(orderId));
        var payments = PaymentsOfOrder.read(order, commands);
        if (payments.stream().anyMatch(PartialRefundSaga::isOpen)) {
            return false;
        }
        var done = true;
        for (var share : RefundAllocation.of(reference, amount, order.due(), payments)) {
            var refund =
                    new RequestRefund(share.paymentId(), share.refundId(), share.amount(), reason);
            var refusal = SagaSteps.refusalOf(() -> commands.sendAndWait(refund));
            if (refusal.filter(PaymentRejection.DISPUTED::equals).isPresent()) {
                done = false;
            } else {
                refusal.ifPresent(why -> escalate(why, commands));
            }
        }
        return done;
    }

    private static boolean isOpen(CurrentPayment payment) {
        return switch (payment.status()) {
            case REQUESTED, AUTHORISED -> true;
            case SETTLED, DECLINED, CANCELLED, VOIDED -> false;
        };
    }

    private void escalate(Rejection why, CommandGateway commands) {
        steps(commands).escalate(InterventionReason.MONEY_NOT_RETURNED, reference, null, why);
    }

    private SagaSteps steps(CommandGateway commands) {
        return new SagaSteps(commands, orderId);
    }
}

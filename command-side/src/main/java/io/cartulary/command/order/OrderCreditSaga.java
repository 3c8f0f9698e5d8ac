package io.cartulary.command.order;

import io.cartulary.command.Rejection;
import io.cartulary.command.inventory.StockOfOrder;
import io.cartulary.command.payment.PaymentCommand.ReadPayment;
import io.cartulary.command.payment.PaymentCommand.RequestRefund;
import io.cartulary.command.payment.PaymentRejection;
import io.cartulary.command.payment.PaymentSummary;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.order.OrderEvent.OpenMatter;
import io.cartulary.events.order.OrderEvent.OrderLinesCancelled;
import io.cartulary.events.order.OrderEvent.ReceivedLine;
import io.cartulary.events.order.OrderEvent.RefundedLine;
import io.cartulary.events.order.OrderEvent.ReturnReceived;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentEvent.RefundReason;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
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
/// Money that was only promised, or is disputed, cannot go back yet; then it looks again from time
/// to time. It does not listen for the payment: each listener costs every order, and this is rare.
@Saga
@ProcessingGroup(OrderFulfilmentSaga.PROCESSING_GROUP)
public class OrderCreditSaga {

    static final Duration LOOK_AGAIN_AFTER = Duration.ofMinutes(15);

    private static final String DEADLINE = "order-credit";

    private OrderId orderId;
    private PaymentId paymentId;
    private RefundId refundId;
    private RefundReason reason;
    private Money amount;

    /// What the order costs after this.
    private Money due;

    /// What the deadline carries; Axon finds the handler by it.
    public record CreditDue(RefundId refundId) {}

    @StartSaga
    @SagaEventHandler(associationProperty = "reference")
    void on(
            OrderLinesCancelled event,
            CommandGateway commands,
            DeadlineManager deadlines,
            @Timestamp Instant at) {
        orderId = event.orderId();
        event.lines().stream()
                .sorted(Comparator.comparing(RefundedLine::sku))
                .forEach(line ->
                        restock(
                                new SkuQuantity(line.sku(), line.quantity()),
                                AdjustmentReason.ORDER_CHANGED,
                                event.reference() + "/" + line.line(),
                                at,
                                commands));
        paymentId = event.paymentId();
        refundId = RefundId.named(event.reference());
        reason = RefundReason.LINES_CANCELLED;
        amount = event.amount();
        due = event.due();
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
                .forEach(line ->
                        restock(
                                new SkuQuantity(line.sku(), line.restocked()),
                                AdjustmentReason.CUSTOMER_RETURN,
                                event.returnId() + "/" + line.line(),
                                at,
                                commands));
        paymentId = event.paymentId();
        refundId = RefundId.named(event.returnId().value());
        reason = RefundReason.GOODS_RETURNED;
        amount = event.amount();
        due = event.due();
        giveBack(commands, deadlines);
    }

    @DeadlineHandler(deadlineName = DEADLINE)
    void on(CreditDue credit, CommandGateway commands, DeadlineManager deadlines) {
        giveBack(commands, deadlines);
    }

    private void restock(
            SkuQuantity pieces,
            AdjustmentReason why,
            String reference,
            Instant at,
            CommandGateway commands) {
        var refused = new StockOfOrder(commands, orderId).restock(pieces, why, reference, at);
        steps(commands).callStaff(OpenMatter.PIECES_NOT_TAKEN_BACK, reference, refused);
    }

    private void giveBack(CommandGateway commands, DeadlineManager deadlines) {
        if (amount.isZero()) {
            SagaLifecycle.end();
            return;
        }
        PaymentSummary payment;
        try {
            payment = commands.sendAndWait(new ReadPayment(paymentId));
        } catch (CommandExecutionException failure) {
            callStaff(SagaSteps.rejection(failure), commands);
            SagaLifecycle.end();
            return;
        }
        var settled =
                switch (payment.status()) {
                    case REQUESTED, AUTHORISED -> false;
                    case SETTLED, DECLINED, CANCELLED, VOIDED -> true;
                };
        if (settled && refund(payment, commands)) {
            SagaLifecycle.end();
        } else {
            deadlines.schedule(LOOK_AGAIN_AFTER, DEADLINE, new CreditDue(refundId));
        }
    }

    /// No more than was taken beyond what the order costs now, which is less where only a part of
    /// the promised money was taken; and no more than is left of it.
    ///
    /// @return `false` when it is to be tried again later
    private boolean refund(PaymentSummary payment, CommandGateway commands) {
        var beyond = payment.captured().minus(due);
        var possible = least(amount, least(beyond, payment.outstanding()));
        if (!possible.isPositive()) {
            return true;
        }
        var refund = new RequestRefund(paymentId, refundId, possible, reason);
        var refusal = SagaSteps.refusalOf(() -> commands.sendAndWait(refund));
        if (refusal.filter(PaymentRejection.DISPUTED::equals).isPresent()) {
            return false;
        }
        refusal.ifPresent(why -> callStaff(why, commands));
        return true;
    }

    private void callStaff(Rejection why, CommandGateway commands) {
        steps(commands).callStaff(OpenMatter.MONEY_NOT_RETURNED, refundId.value(), null, why);
    }

    private SagaSteps steps(CommandGateway commands) {
        return new SagaSteps(commands, orderId);
    }

    private static Money least(Money one, Money other) {
        return one.isLessThan(other) ? one : other;
    }
}

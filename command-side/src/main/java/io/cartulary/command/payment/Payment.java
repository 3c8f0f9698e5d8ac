package io.cartulary.command.payment;

import static io.cartulary.command.payment.PaymentRejection.AMOUNT_MISMATCH;
import static io.cartulary.command.payment.PaymentRejection.CHARGED_TWICE;
import static io.cartulary.command.payment.PaymentRejection.NOT_CANCELLED;
import static io.cartulary.command.payment.PaymentRejection.NOT_SETTLED;
import static io.cartulary.command.payment.PaymentRejection.REFUND_EXCEEDS_SETTLEMENT;
import static io.cartulary.command.payment.PaymentRejection.UNKNOWN_REFUND;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.CommandRejected;
import io.cartulary.command.payment.PaymentCommand.CancelPayment;
import io.cartulary.command.payment.PaymentCommand.ReadProvider;
import io.cartulary.command.payment.PaymentCommand.RecordDecline;
import io.cartulary.command.payment.PaymentCommand.RecordRefund;
import io.cartulary.command.payment.PaymentCommand.RecordSettlement;
import io.cartulary.command.payment.PaymentCommand.RecordVoid;
import io.cartulary.command.payment.PaymentCommand.RequestPayment;
import io.cartulary.command.payment.PaymentCommand.RequestRefund;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentEvent.PaymentCancelled;
import io.cartulary.events.payment.PaymentEvent.PaymentDeclined;
import io.cartulary.events.payment.PaymentEvent.PaymentRequested;
import io.cartulary.events.payment.PaymentEvent.PaymentSettled;
import io.cartulary.events.payment.PaymentEvent.PaymentVoided;
import io.cartulary.events.payment.PaymentEvent.RefundReason;
import io.cartulary.events.payment.PaymentEvent.RefundRequested;
import io.cartulary.events.payment.PaymentEvent.RefundSettled;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// One attempt to pay an order.
///
/// We and the provider act at the same time: each may end the payment while the other's message is
/// on its way. Whatever the provider says last counts, and money that nobody wants any more goes
/// back.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class Payment {

    private enum Status {
        REQUESTED,
        SETTLED,
        DECLINED,
        CANCELLED,
        VOIDED
    }

    @AggregateIdentifier private PaymentId paymentId;
    private OrderId orderId;
    private Money amount;
    private String provider;
    private @Nullable Status status;
    private @Nullable String providerReference;

    /// Of a settled payment: what may still be refunded, and what was.
    private Money outstanding;

    private Money refunded;
    private Map<RefundId, Refund> refunds = new HashMap<>();

    private record Refund(Money amount, boolean settled) {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RequestPayment command) {
        if (status == null) {
            apply(
                    new PaymentRequested(
                            command.paymentId(),
                            command.orderId(),
                            command.amount(),
                            command.provider(),
                            command.token()));
        }
    }

    @CommandHandler
    String decide(ReadProvider command) {
        return provider;
    }

    @CommandHandler
    void decide(RecordSettlement command) {
        if (!command.amount().equals(amount)) {
            throw new CommandRejected(AMOUNT_MISMATCH);
        }
        var settled =
                new PaymentSettled(
                        paymentId, orderId, command.amount(), command.providerReference());
        switch (status) {
            case REQUESTED -> apply(settled);
            case DECLINED, CANCELLED, VOIDED -> {
                apply(settled);
                refundAll(RefundReason.SETTLED_AFTER_CANCELLATION);
            }
            case SETTLED -> {
                if (!command.providerReference().equals(providerReference)) {
                    throw new CommandRejected(CHARGED_TWICE);
                }
            }
        }
    }

    @CommandHandler
    void decide(RecordDecline command) {
        switch (status) {
            case REQUESTED ->
                    apply(new PaymentDeclined(paymentId, orderId, command.providerReference()));
            case SETTLED, DECLINED, CANCELLED, VOIDED -> {
                /* told again, or too late to matter: the answer to the void ends a cancelled one */
            }
        }
    }

    @CommandHandler
    void decide(CancelPayment command) {
        switch (status) {
            case REQUESTED -> apply(new PaymentCancelled(paymentId, orderId));
            case SETTLED -> refundAll(RefundReason.ORDER_CANCELLED);
            case DECLINED, CANCELLED, VOIDED -> {
                /* no money is coming */
            }
        }
    }

    @CommandHandler
    void decide(RecordVoid command) {
        switch (status) {
            case REQUESTED -> throw new CommandRejected(NOT_CANCELLED);
            case CANCELLED -> apply(new PaymentVoided(paymentId, orderId));
            case SETTLED, DECLINED, VOIDED -> {
                /* told again, or overtaken by what the provider said later */
            }
        }
    }

    @CommandHandler
    void decide(RequestRefund command) {
        if (refunds.containsKey(command.refundId())) {
            return;
        }
        switch (status) {
            case SETTLED -> {
                if (!command.amount().isSameCurrency(outstanding)
                        || command.amount().isGreaterThan(outstanding)) {
                    throw new CommandRejected(REFUND_EXCEEDS_SETTLEMENT);
                }
                apply(
                        new RefundRequested(
                                paymentId,
                                orderId,
                                command.refundId(),
                                command.amount(),
                                outstanding.minus(command.amount()),
                                command.reason()));
            }
            case REQUESTED, DECLINED, CANCELLED, VOIDED -> throw new CommandRejected(NOT_SETTLED);
        }
    }

    @CommandHandler
    void decide(RecordRefund command) {
        var refund = refunds.get(command.refundId());
        if (refund == null) {
            throw new CommandRejected(UNKNOWN_REFUND);
        }
        if (!refund.settled()) {
            apply(
                    new RefundSettled(
                            paymentId,
                            orderId,
                            command.refundId(),
                            refund.amount(),
                            refunded.plus(refund.amount())));
        }
    }

    /// Asks for the rest back. The refund's name follows from the payment's, because a payment is
    /// refunded in whole at most once.
    private void refundAll(RefundReason reason) {
        if (outstanding.isPositive()) {
            apply(
                    new RefundRequested(
                            paymentId,
                            orderId,
                            RefundId.named(paymentId + "/rest"),
                            outstanding,
                            Money.zero(outstanding.getCurrencyUnit()),
                            reason));
        }
    }

    @EventSourcingHandler
    void evolve(PaymentRequested event) {
        paymentId = event.paymentId();
        orderId = event.orderId();
        amount = event.amount();
        provider = event.provider();
        status = Status.REQUESTED;
        outstanding = Money.zero(amount.getCurrencyUnit());
        refunded = outstanding;
    }

    @EventSourcingHandler
    void evolve(PaymentSettled event) {
        status = Status.SETTLED;
        providerReference = event.providerReference();
        outstanding = event.amount();
    }

    @EventSourcingHandler
    void evolve(PaymentDeclined event) {
        status = Status.DECLINED;
    }

    @EventSourcingHandler
    void evolve(PaymentCancelled event) {
        status = Status.CANCELLED;
    }

    @EventSourcingHandler
    void evolve(PaymentVoided event) {
        status = Status.VOIDED;
    }

    @EventSourcingHandler
    void evolve(RefundRequested event) {
        outstanding = event.outstanding();
        refunds.put(event.refundId(), new Refund(event.amount(), false));
    }

    @EventSourcingHandler
    void evolve(RefundSettled event) {
        refunded = event.refunded();
        refunds.put(event.refundId(), new Refund(event.amount(), true));
    }

    Payment() {} // Axon creates an empty payment, then replays its events
}

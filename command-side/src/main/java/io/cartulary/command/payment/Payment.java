package io.cartulary.command.payment;

import static io.cartulary.command.payment.PaymentRejection.*;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.Bookkeeping;
import io.cartulary.command.CausationChain;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// One attempt to pay an order.
///
/// We and the provider act at the same time: each may end the payment while the other's message is
/// on its way. What the provider says last counts, and money that is no longer wanted goes back.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class Payment {

    @AggregateIdentifier private PaymentId paymentId;
    private PaymentTerms terms;
    private @Nullable PaymentState status;
    private @Nullable String providerReference;
    private @Nullable String receipt;
    private @Nullable PaymentId replacement;

    /// Whether the shopper agreed, where that is only a step on the way.
    private boolean approved;

    private Captures captures;
    private Refunds refunds;
    private Disputes disputes;

    /// Metadata by which an event shows that it followed from the request for this payment.
    @Bookkeeping private Map<String, String> chain = Map.of();

    /// What the provider or a clock says of its own accord answers what was asked of the provider.
    @CommandHandlerInterceptor
    void continueFromChain(CommandMessage<?> command, UnitOfWork<?> deciding) {
        CausationChain.continueFrom(chain, command, deciding);
    }

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
    CurrentPayment decide(ReadPayment command) {
        return new CurrentPayment(
                paymentId,
                terms.orderId(),
                terms.provider(),
                providerReference,
                receipt,
                replacement,
                status,
                terms.amount(),
                captures.taken(),
                refunds.refunded(),
                refunds.outstanding(),
                refunds.returned(),
                disputes.lost(),
                captures.references(),
                refunds.summary(),
                AggregateLifecycle.getVersion());
    }

    @CommandHandler
    void decide(RecordStart command) {
        if (command.providerReference().equals(providerReference)) {
            return;
        }
        switch (status) {
            case REQUESTED, CANCELLED -> {
                if (providerReference != null) {
                    throw new CommandRejected(CHARGED_TWICE);
                }
                apply(
                        new PaymentStarted(
                                paymentId,
                                terms.orderId(),
                                command.providerReference(),
                                command.nextStep()));
            }
            case AUTHORISED, SETTLED, DECLINED, VOIDED -> {
                /* what the provider said later says more */
            }
        }
    }

    @CommandHandler
    void decide(RecordApproval command) {
        if (status == PaymentState.REQUESTED && !approved) {
            apply(new PaymentApproved(paymentId, terms.orderId(), terms.provider()));
        }
    }

    @CommandHandler
    void decide(RecordAuthorisation command) {
        requireAmount(command.amount(), terms.amount());
        switch (status) {
            case REQUESTED -> {
                apply(
                        new PaymentAuthorised(
                                paymentId,
                                terms.orderId(),
                                terms.amount(),
                                command.providerReference(),
                                command.captureFollows()));
                if (command.captureFollows()) {
                    apply(captures.requestWhole());
                }
            }
            case DECLINED -> apply(cancelled());
            case AUTHORISED, SETTLED, CANCELLED, VOIDED -> {
                /* a repeat, or the void takes care of it */
            }
        }
    }

    @CommandHandler
    void decide(RequestCapture command) {
        if (captures.include(command.captureId())) {
            return;
        }
        switch (status) {
            case AUTHORISED -> apply(captures.decide(command));
            case REQUESTED, SETTLED, DECLINED, CANCELLED, VOIDED ->
                    throw new CommandRejected(NOT_AUTHORISED);
        }
    }

    @CommandHandler
    void decide(RecordCapture command) {
        captures.decide(command).ifPresent(this::take);
    }

    private void take(PaymentCaptured captured) {
        apply(captured);
        switch (status) {
            case AUTHORISED -> {
                if (captures.get(captured.captureId()).last()) {
                    apply(settled(captures.taken(), providerReference));
                }
            }
            case DECLINED, CANCELLED, VOIDED -> refundRest(RefundReason.SETTLED_AFTER_CANCELLATION);
            case REQUESTED, SETTLED -> {
                /* one more part of what was settled */
            }
        }
    }

    @CommandHandler
    void decide(RecordCaptureRefusal command) {
        captures.decide(command)
                .ifPresent(refused -> {
                    apply(refused);
                    if (status == PaymentState.AUTHORISED
                            && refused.amount().equals(terms.amount())) {
                        apply(new PaymentDeclined(paymentId, terms.orderId(), providerReference));
                    }
                });
    }

    @CommandHandler
    void decide(RecordSettlement command) {
        var settled = command.amount();
        if (captures.mayOvertake(settled)) {
            return;
        }
        switch (status) {
            case REQUESTED, AUTHORISED -> {
                if (captures.areEndedBy(settled)) {
                    apply(new PaymentVoided(paymentId, terms.orderId(), false));
                    return;
                }
                requireAmount(settled, captures.expected());
                apply(settled(settled, command.providerReference()));
            }
            case DECLINED, CANCELLED, VOIDED -> {
                if (status == PaymentState.VOIDED && settled.equals(captures.taken())) {
                    return;
                }
                if (!settled.equals(terms.amount())) {
                    // Called off after a part was captured: that part is all there is.
                    requireAmount(settled, captures.requested());
                }
                apply(settled(settled, command.providerReference()));
                refundRest(RefundReason.SETTLED_AFTER_CANCELLATION);
            }
            case SETTLED -> {
                if (!command.providerReference().equals(providerReference)) {
                    throw new CommandRejected(CHARGED_TWICE);
                }
                requireAmount(settled, captures.taken());
            }
        }
    }

    private PaymentSettled settled(Money taken, String reference) {
        return new PaymentSettled(
                paymentId,
                terms.orderId(),
                taken,
                reference,
                taken.isLessThan(terms.amount()),
                replacement != null);
    }

    private static void requireAmount(Money reported, Money expected) {
        if (!reported.equals(expected)) {
            throw new CommandRejected(AMOUNT_MISMATCH);
        }
    }

    @CommandHandler
    void decide(RecordDecline command) {
        switch (status) {
            case REQUESTED ->
                    apply(
                            new PaymentDeclined(
                                    paymentId, terms.orderId(), command.providerReference()));
            case AUTHORISED ->
                    captures.declineWhole()
                            .ifPresent(refused -> {
                                apply(refused);
                                apply(
                                        new PaymentDeclined(
                                                paymentId,
                                                terms.orderId(),
                                                command.providerReference()));
                            });
            case SETTLED, DECLINED, CANCELLED, VOIDED -> {
                /* a repeat, or too late to matter: the answer to the void ends a cancelled one */
            }
        }
    }

    @CommandHandler
    void decide(RecordReceipt command) {
        if (receipt == null) {
            apply(new ReceiptRecorded(paymentId, terms.orderId(), command.receipt()));
        }
    }

    @CommandHandler
    void decide(ReplacePayment command) {
        if (command.replacement().equals(replacement)) {
            return;
        }
        if (replacement != null) {
            throw new CommandRejected(ALREADY_REPLACED);
        }
        switch (status) {
            case REQUESTED -> {
                replace(command);
                apply(cancelled());
            }
            case DECLINED -> replace(command);
            case AUTHORISED, SETTLED -> throw new CommandRejected(ALREADY_PAID);
            case CANCELLED, VOIDED -> throw new CommandRejected(NO_LONGER_WANTED);
        }
    }

    private void replace(ReplacePayment command) {
        apply(
                new PaymentReplaced(
                        paymentId,
                        terms.orderId(),
                        command.replacement(),
                        terms.amount(),
                        command.provider(),
                        command.token()));
    }

    @CommandHandler
    void decide(CancelPayment command) {
        switch (status) {
            case REQUESTED -> apply(cancelled());
            case AUTHORISED -> {
                apply(cancelled());
                refundRest(RefundReason.ORDER_CANCELLED);
            }
            case SETTLED, VOIDED -> refundRest(RefundReason.ORDER_CANCELLED);
            case DECLINED, CANCELLED -> {
                /* no money is coming */
            }
        }
    }

    private PaymentCancelled cancelled() {
        return new PaymentCancelled(paymentId, terms.orderId(), terms.provider());
    }

    @CommandHandler
    void decide(RecordVoid command) {
        switch (status) {
            case REQUESTED -> throw new CommandRejected(NOT_CANCELLED);
            case AUTHORISED, CANCELLED ->
                    apply(new PaymentVoided(paymentId, terms.orderId(), replacement != null));
            case SETTLED, DECLINED, VOIDED -> {
                /* a repeat, or overtaken by what the provider said later */
            }
        }
    }

    @CommandHandler
    void decide(RequestRefund command) {
        requireTaken();
        refunds.decide(command, undisputed()).ifPresent(AggregateLifecycle::apply);
    }

    @CommandHandler
    void decide(RecordRefund command) {
        refunds.decide(command).ifPresent(AggregateLifecycle::apply);
    }

    @CommandHandler
    void decide(RecordRefundRefusal command) {
        refunds.decide(command).ifPresent(AggregateLifecycle::apply);
    }

    @CommandHandler
    void decide(AbandonRefund command) {
        refunds.decide(command, captures.taken().minus(disputes.lost()))
                .ifPresent(AggregateLifecycle::apply);
    }

    @CommandHandler
    void decide(RecordDispute command) {
        requireTaken();
        disputes.decide(command, refunds.outstanding()).ifPresent(AggregateLifecycle::apply);
    }

    @CommandHandler
    void decide(RecordDisputeEnd command) {
        disputes.decide(command, refunds.outstanding()).ifPresent(AggregateLifecycle::apply);
    }

    private void requireTaken() {
        if (captures.taken().isZero()) {
            throw new CommandRejected(NOT_SETTLED);
        }
    }

    private void refundRest(RefundReason reason) {
        refunds.requestRest(undisputed(), reason).ifPresent(AggregateLifecycle::apply);
    }

    private Money undisputed() {
        return disputes.undisputed(refunds.outstanding());
    }

    @EventSourcingHandler
    void evolve(PaymentRequested event, EventMessage<?> message) {
        chain = CausationChain.from(message);
        paymentId = event.paymentId();
        terms =
                new PaymentTerms(
                        event.paymentId(), event.orderId(), event.amount(), event.provider());
        status = PaymentState.REQUESTED;
        captures = Captures.none(terms);
        refunds = Refunds.none(terms);
        disputes = Disputes.none(terms);
    }

    @EventSourcingHandler
    void evolve(PaymentStarted event) {
        providerReference = event.providerReference();
    }

    @EventSourcingHandler
    void evolve(PaymentApproved event) {
        approved = true;
    }

    @EventSourcingHandler
    void evolve(PaymentAuthorised event) {
        status = PaymentState.AUTHORISED;
        providerReference = event.providerReference();
    }

    @EventSourcingHandler
    void evolve(CaptureRequested event) {
        captures = captures.evolve(event);
    }

    @EventSourcingHandler
    void evolve(PaymentCaptured event) {
        captures = captures.evolve(event);
        refunds = refunds.received(event.amount());
    }

    @EventSourcingHandler
    void evolve(CaptureRefused event) {
        captures = captures.evolve(event);
    }

    @EventSourcingHandler
    void evolve(PaymentSettled event) {
        status = PaymentState.SETTLED;
        providerReference = event.providerReference();
        refunds = refunds.received(event.amount().minus(captures.taken()));
        captures = captures.evolve(event);
    }

    @EventSourcingHandler
    void evolve(PaymentDeclined event) {
        status = PaymentState.DECLINED;
    }

    @EventSourcingHandler
    void evolve(PaymentCancelled event) {
        status = PaymentState.CANCELLED;
    }

    @EventSourcingHandler
    void evolve(PaymentVoided event) {
        status = PaymentState.VOIDED;
    }

    @EventSourcingHandler
    void evolve(PaymentReplaced event) {
        replacement = event.replacement();
    }

    @EventSourcingHandler
    void evolve(ReceiptRecorded event) {
        receipt = event.receipt();
    }

    @EventSourcingHandler
    void evolve(RefundRequested event) {
        refunds = refunds.evolve(event);
    }

    @EventSourcingHandler
    void evolve(RefundSettled event) {
        refunds = refunds.evolve(event);
    }

    @EventSourcingHandler
    void evolve(RefundRefused event) {
        refunds = refunds.evolve(event);
    }

    @EventSourcingHandler
    void evolve(RefundAbandoned event) {
        refunds = refunds.evolve(event);
    }

    @EventSourcingHandler
    void evolve(PaymentDisputed event) {
        disputes = disputes.evolve(event);
    }

    @EventSourcingHandler
    void evolve(DisputeWon event) {
        disputes = disputes.evolve(event);
    }

    @EventSourcingHandler
    void evolve(DisputeLost event) {
        disputes = disputes.evolve(event);
        refunds = refunds.evolve(event);
    }

    Payment() {} // Axon creates an empty payment, then replays its events
}

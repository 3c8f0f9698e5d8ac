package io.cartulary.command.payment;

import static io.cartulary.command.payment.PaymentRejection.*;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.CausationChain;
import io.cartulary.command.CommandRejected;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.PaymentSummary.RefundState;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
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

    @AggregateIdentifier private PaymentId paymentId;
    private OrderId orderId;
    private Money amount;
    private String provider;
    private @Nullable PaymentStatus status;
    private @Nullable String providerReference;
    private @Nullable String receipt;
    private @Nullable PaymentId replacement;

    /// Of an authorised payment: what was taken, and what was asked for.
    private Money captured;

    private Map<CaptureId, Capture> captures = new HashMap<>();
    private List<String> captureReferences = new ArrayList<>();

    /// Whether the shopper agreed, where that is only a step on the way.
    private boolean approved;

    /// Of what was taken: what may still be refunded, and what was.
    private Money outstanding;

    private Money refunded;
    private Map<RefundId, Refund> refunds = new HashMap<>();
    private Map<String, Dispute> disputes = new HashMap<>();

    /// Metadata by which an event shows that it followed from the request for this payment.
    private Map<String, String> chain = Map.of();

    private enum CaptureState {
        OPEN,
        DONE,
        REFUSED
    }

    private record Capture(Money amount, boolean last, CaptureState state) {

        Capture ended(CaptureState end) {
            return new Capture(amount, last, end);
        }
    }

    private record Refund(Money amount, RefundReason reason, RefundState state) {

        Refund in(RefundState next) {
            return new Refund(amount, reason, next);
        }
    }

    private enum DisputeState {
        OPEN,
        WON,
        LOST
    }

    private record Dispute(Money amount, DisputeState state) {

        Dispute in(DisputeState next) {
            return new Dispute(amount, next);
        }
    }

    /// What the provider or a clock tells of its own accord answers what was asked of the provider.
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
    PaymentSummary decide(ReadPayment command) {
        return new PaymentSummary(
                paymentId,
                orderId,
                provider,
                providerReference,
                receipt,
                replacement,
                status,
                amount,
                captured,
                refunded,
                outstanding,
                returned(),
                lost(),
                List.copyOf(captureReferences),
                refunds.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        refund ->
                                                new PaymentSummary.Refund(
                                                        refund.getValue().amount(),
                                                        refund.getValue().state()))));
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
                                orderId,
                                command.providerReference(),
                                command.nextStep()));
            }
            case AUTHORISED, SETTLED, DECLINED, VOIDED -> {
                /* what the provider said later tells more */
            }
        }
    }

    @CommandHandler
    void decide(RecordApproval command) {
        if (status == PaymentStatus.REQUESTED && !approved) {
            apply(new PaymentApproved(paymentId, orderId, provider));
        }
    }

    @CommandHandler
    void decide(RecordAuthorisation command) {
        if (!command.amount().equals(amount)) {
            throw new CommandRejected(AMOUNT_MISMATCH);
        }
        switch (status) {
            case REQUESTED -> {
                apply(
                        new PaymentAuthorised(
                                paymentId,
                                orderId,
                                amount,
                                command.providerReference(),
                                command.captureFollows()));
                if (command.captureFollows()) {
                    apply(
                            new CaptureRequested(
                                    paymentId,
                                    orderId,
                                    CaptureId.ofWhole(paymentId),
                                    amount,
                                    true,
                                    provider));
                }
            }
            case DECLINED -> apply(new PaymentCancelled(paymentId, orderId, provider));
            case AUTHORISED, SETTLED, CANCELLED, VOIDED -> {
                /* told again, or the void takes care of it */
            }
        }
    }

    @CommandHandler
    void decide(RequestCapture command) {
        if (captures.containsKey(command.captureId())) {
            return;
        }
        switch (status) {
            case AUTHORISED -> {
                if (!command.amount().isSameCurrency(amount)
                        || command.amount().isGreaterThan(uncaptured())) {
                    throw new CommandRejected(CAPTURE_EXCEEDS_AUTHORISATION);
                }
                apply(
                        new CaptureRequested(
                                paymentId,
                                orderId,
                                command.captureId(),
                                command.amount(),
                                command.last() || command.amount().equals(uncaptured()),
                                provider));
            }
            case REQUESTED, SETTLED, DECLINED, CANCELLED, VOIDED ->
                    throw new CommandRejected(NOT_AUTHORISED);
        }
    }

    @CommandHandler
    void decide(RecordCapture command) {
        var capture = captures.get(command.captureId());
        if (capture == null) {
            throw new CommandRejected(UNKNOWN_CAPTURE);
        }
        if (capture.state() == CaptureState.DONE) {
            return;
        }
        apply(
                new PaymentCaptured(
                        paymentId,
                        orderId,
                        command.captureId(),
                        capture.amount(),
                        captured.plus(capture.amount()),
                        command.captureReference()));
        switch (status) {
            case AUTHORISED -> {
                if (capture.last()) {
                    apply(settled(captured, providerReference));
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
        var capture = captures.get(command.captureId());
        if (capture == null) {
            throw new CommandRejected(UNKNOWN_CAPTURE);
        }
        if (capture.state() != CaptureState.OPEN) {
            return;
        }
        apply(
                new CaptureRefused(
                        paymentId,
                        orderId,
                        command.captureId(),
                        capture.amount(),
                        command.reason()));
        if (status == PaymentStatus.AUTHORISED && capture.amount().equals(amount)) {
            apply(new PaymentDeclined(paymentId, orderId, providerReference));
        }
    }

    @CommandHandler
    void decide(RecordSettlement command) {
        if (isOvertaken(command.amount())) {
            return;
        }
        switch (status) {
            case REQUESTED, AUTHORISED -> {
                if (isEndedByPart(command.amount())) {
                    apply(new PaymentVoided(paymentId, orderId, false));
                    return;
                }
                requireAmount(command.amount(), expected());
                apply(settled(command.amount(), command.providerReference()));
            }
            case DECLINED, CANCELLED, VOIDED -> {
                if (status == PaymentStatus.VOIDED && command.amount().equals(captured)) {
                    return;
                }
                if (!command.amount().equals(amount)) {
                    // Called off after a part was captured: that part is all there is.
                    requireAmount(command.amount(), wanted().sum());
                }
                apply(settled(command.amount(), command.providerReference()));
                refundRest(RefundReason.SETTLED_AFTER_CANCELLATION);
            }
            case SETTLED -> {
                if (!command.providerReference().equals(providerReference)) {
                    throw new CommandRejected(CHARGED_TWICE);
                }
                requireAmount(command.amount(), captured);
            }
        }
    }

    /// Whether the provider ended the promise after a part was taken, although more was to follow.
    private boolean isEndedByPart(Money told) {
        var wanted = wanted();
        return captured.isPositive()
                && told.equals(captured)
                && wanted.sum().equals(captured)
                && !wanted.last();
    }

    /// Whether it may be the sum of only some of our captures while we wait for the provider's
    /// answer to others. It ended the promise meanwhile, and is asked again once it has answered:
    /// what is wrong with the sum is told then.
    private boolean isOvertaken(Money told) {
        var most = captured;
        for (var capture : captures.values()) {
            if (capture.state() == CaptureState.OPEN) {
                most = most.plus(capture.amount());
            }
        }
        return most.isGreaterThan(captured)
                && told.isSameCurrency(captured)
                && !told.equals(expected())
                && !told.isLessThan(captured)
                && !told.isGreaterThan(most);
    }

    private PaymentSettled settled(Money taken, String reference) {
        return new PaymentSettled(
                paymentId,
                orderId,
                taken,
                reference,
                taken.isLessThan(amount),
                replacement != null);
    }

    @CommandHandler
    void decide(RecordDecline command) {
        switch (status) {
            case REQUESTED ->
                    apply(new PaymentDeclined(paymentId, orderId, command.providerReference()));
            case AUTHORISED -> declineWhole(command.providerReference());
            case SETTLED, DECLINED, CANCELLED, VOIDED -> {
                /* told again, or too late to matter: the answer to the void ends a cancelled one */
            }
        }
    }

    /// What a provider declines of a promise is the capture that was to take all of it.
    private void declineWhole(String reference) {
        var open =
                captures.entrySet().stream()
                        .filter(capture ->
                                capture.getValue().state() == CaptureState.OPEN
                                        && capture.getValue().amount().equals(amount))
                        .findAny();
        open.ifPresent(capture -> {
            apply(new CaptureRefused(paymentId, orderId, capture.getKey(), amount, "declined"));
            apply(new PaymentDeclined(paymentId, orderId, reference));
        });
    }

    @CommandHandler
    void decide(RecordReceipt command) {
        if (receipt == null) {
            apply(new ReceiptRecorded(paymentId, orderId, command.receipt()));
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
                apply(new PaymentCancelled(paymentId, orderId, provider));
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
                        orderId,
                        command.replacement(),
                        amount,
                        command.provider(),
                        command.token()));
    }

    @CommandHandler
    void decide(CancelPayment command) {
        switch (status) {
            case REQUESTED -> apply(new PaymentCancelled(paymentId, orderId, provider));
            case AUTHORISED -> {
                apply(new PaymentCancelled(paymentId, orderId, provider));
                refundRest(RefundReason.ORDER_CANCELLED);
            }
            case SETTLED, VOIDED -> refundRest(RefundReason.ORDER_CANCELLED);
            case DECLINED, CANCELLED -> {
                /* no money is coming */
            }
        }
    }

    @CommandHandler
    void decide(RecordVoid command) {
        switch (status) {
            case REQUESTED -> throw new CommandRejected(NOT_CANCELLED);
            case AUTHORISED, CANCELLED ->
                    apply(new PaymentVoided(paymentId, orderId, replacement != null));
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
        if (captured.isZero()) {
            throw new CommandRejected(NOT_SETTLED);
        }
        if (!command.amount().isSameCurrency(outstanding)
                || command.amount().isGreaterThan(outstanding)) {
            throw new CommandRejected(REFUND_EXCEEDS_SETTLEMENT);
        }
        if (command.amount().isGreaterThan(undisputed())) {
            throw new CommandRejected(DISPUTED);
        }
        apply(
                new RefundRequested(
                        paymentId,
                        orderId,
                        command.refundId(),
                        command.amount(),
                        outstanding.minus(command.amount()),
                        command.reason(),
                        provider));
    }

    @CommandHandler
    void decide(RecordRefund command) {
        var refund = refund(command.refundId());
        switch (refund.state()) {
            case ABANDONED -> {
                if (refund.amount().isGreaterThan(outstanding)) {
                    throw new CommandRejected(REFUND_EXCEEDS_SETTLEMENT);
                }
                settle(command.refundId(), refund);
            }
            case OPEN, REFUSED -> settle(command.refundId(), refund);
            case SETTLED -> {
                /* told again */
            }
        }
    }

    private void settle(RefundId refundId, Refund refund) {
        apply(
                new RefundSettled(
                        paymentId,
                        orderId,
                        refundId,
                        refund.amount(),
                        refunded.plus(refund.amount())));
    }

    @CommandHandler
    void decide(RecordRefundRefusal command) {
        var refund = refund(command.refundId());
        switch (refund.state()) {
            case OPEN ->
                    apply(
                            new RefundRefused(
                                    paymentId,
                                    orderId,
                                    command.refundId(),
                                    refund.amount(),
                                    command.reason()));
            case SETTLED -> throw new CommandRejected(ALREADY_REFUNDED);
            case REFUSED, ABANDONED -> {
                /* refused again */
            }
        }
    }

    @CommandHandler
    void decide(AbandonRefund command) {
        var refund = refund(command.refundId());
        switch (refund.state()) {
            case OPEN -> throw new CommandRejected(REFUND_UNDER_WAY);
            case SETTLED -> throw new CommandRejected(ALREADY_REFUNDED);
            case REFUSED ->
                    apply(
                            new RefundAbandoned(
                                    paymentId,
                                    orderId,
                                    command.refundId(),
                                    refund.amount(),
                                    outstandingWithout(command.refundId())));
            case ABANDONED -> {
                /* giving up twice changes nothing */
            }
        }
    }

    @CommandHandler
    void decide(RecordDispute command) {
        if (disputes.containsKey(command.disputeReference())) {
            return;
        }
        if (captured.isZero()) {
            throw new CommandRejected(NOT_SETTLED);
        }
        apply(
                new PaymentDisputed(
                        paymentId,
                        orderId,
                        command.disputeReference(),
                        // Of another currency nobody knows how much of ours it is: all of it then.
                        command.amount().isSameCurrency(amount) ? command.amount() : outstanding,
                        command.reason()));
    }

    @CommandHandler
    void decide(RecordDisputeEnd command) {
        var dispute = disputes.get(command.disputeReference());
        if (dispute == null) {
            throw new CommandRejected(UNKNOWN_DISPUTE);
        }
        if (dispute.state() != DisputeState.OPEN) {
            return;
        }
        if (command.won()) {
            apply(new DisputeWon(paymentId, orderId, command.disputeReference()));
        } else {
            var taken =
                    dispute.amount().isGreaterThan(outstanding) ? outstanding : dispute.amount();
            apply(
                    new DisputeLost(
                            paymentId,
                            orderId,
                            command.disputeReference(),
                            dispute.amount(),
                            outstanding.minus(taken)));
        }
    }

    /// Asks for the rest back, except what the payer's bank may take.
    private void refundRest(RefundReason reason) {
        var rest = undisputed();
        if (rest.isPositive()) {
            apply(
                    new RefundRequested(
                            paymentId,
                            orderId,
                            nameOfRest(),
                            rest,
                            outstanding.minus(rest),
                            reason,
                            provider));
        }
    }

    /// Follows from the payment's, for whoever looks for it. More than one there is only after one
    /// was given up or a dispute was won.
    private RefundId nameOfRest() {
        var name = paymentId + "/rest";
        var refundId = RefundId.named(name);
        for (var further = 2; refunds.containsKey(refundId); further++) {
            refundId = RefundId.named(name + "/" + further);
        }
        return refundId;
    }

    /// What is no longer paid for goods: goodwill leaves them paid.
    private Money returned() {
        var sum = Money.zero(amount.getCurrencyUnit());
        for (var refund : refunds.values()) {
            if (refund.state() != RefundState.ABANDONED
                    && refund.reason() != RefundReason.GOODWILL) {
                sum = sum.plus(refund.amount());
            }
        }
        return sum;
    }

    /// What may be refunded once that is given up: less what a bank took meanwhile.
    private Money outstandingWithout(RefundId abandoned) {
        var left = captured.minus(lost());
        for (var refund : refunds.entrySet()) {
            if (!refund.getKey().equals(abandoned)
                    && refund.getValue().state() != RefundState.ABANDONED) {
                left = left.minus(refund.getValue().amount());
            }
        }
        return left.isNegative() ? Money.zero(left.getCurrencyUnit()) : left;
    }

    /// What payers' banks took back.
    private Money lost() {
        var sum = Money.zero(amount.getCurrencyUnit());
        for (var dispute : disputes.values()) {
            if (dispute.state() == DisputeState.LOST) {
                sum = sum.plus(dispute.amount());
            }
        }
        return sum;
    }

    /// What may be refunded and nobody else asks for.
    private Money undisputed() {
        var left = outstanding;
        for (var dispute : disputes.values()) {
            if (dispute.state() == DisputeState.OPEN) {
                left =
                        dispute.amount().isGreaterThan(left)
                                ? Money.zero(left.getCurrencyUnit())
                                : left.minus(dispute.amount());
            }
        }
        return left;
    }

    private Refund refund(RefundId refundId) {
        var refund = refunds.get(refundId);
        if (refund == null) {
            throw new CommandRejected(UNKNOWN_REFUND);
        }
        return refund;
    }

    /// What is promised and neither taken nor being taken; nothing once the last capture is asked
    /// for.
    private Money uncaptured() {
        var wanted = wanted();
        return wanted.last() ? Money.zero(amount.getCurrencyUnit()) : amount.minus(wanted.sum());
    }

    /// What the provider will have taken in the end.
    private Money expected() {
        var wanted = wanted();
        return wanted.last() ? wanted.sum() : amount;
    }

    private record Wanted(Money sum, boolean last) {}

    private Wanted wanted() {
        var sum = Money.zero(amount.getCurrencyUnit());
        var last = false;
        for (var capture : captures.values()) {
            if (capture.state() != CaptureState.REFUSED) {
                sum = sum.plus(capture.amount());
                last |= capture.last();
            }
        }
        return new Wanted(sum, last);
    }

    private static void requireAmount(Money told, Money expected) {
        if (!told.equals(expected)) {
            throw new CommandRejected(AMOUNT_MISMATCH);
        }
    }

    @EventSourcingHandler
    void evolve(PaymentRequested event, EventMessage<?> message) {
        chain = CausationChain.from(message);
        paymentId = event.paymentId();
        orderId = event.orderId();
        amount = event.amount();
        provider = event.provider();
        status = PaymentStatus.REQUESTED;
        outstanding = Money.zero(amount.getCurrencyUnit());
        captured = outstanding;
        refunded = outstanding;
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
        status = PaymentStatus.AUTHORISED;
        providerReference = event.providerReference();
    }

    @EventSourcingHandler
    void evolve(CaptureRequested event) {
        captures.put(
                event.captureId(), new Capture(event.amount(), event.last(), CaptureState.OPEN));
    }

    @EventSourcingHandler
    void evolve(PaymentCaptured event) {
        captures.computeIfPresent(
                event.captureId(), (_, capture) -> capture.ended(CaptureState.DONE));
        captured = event.captured();
        outstanding = outstanding.plus(event.amount());
        if (event.captureReference() != null) {
            captureReferences.add(event.captureReference());
        }
    }

    @EventSourcingHandler
    void evolve(CaptureRefused event) {
        captures.computeIfPresent(
                event.captureId(), (_, capture) -> capture.ended(CaptureState.REFUSED));
    }

    @EventSourcingHandler
    void evolve(PaymentSettled event) {
        status = PaymentStatus.SETTLED;
        providerReference = event.providerReference();
        captures.replaceAll((_, capture) ->
                capture.state() == CaptureState.OPEN ? capture.ended(CaptureState.DONE) : capture);
        outstanding = outstanding.plus(event.amount().minus(captured));
        captured = event.amount();
    }

    @EventSourcingHandler
    void evolve(PaymentDeclined event) {
        status = PaymentStatus.DECLINED;
    }

    @EventSourcingHandler
    void evolve(PaymentCancelled event) {
        status = PaymentStatus.CANCELLED;
    }

    @EventSourcingHandler
    void evolve(PaymentVoided event) {
        status = PaymentStatus.VOIDED;
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
        outstanding = event.outstanding();
        refunds.put(event.refundId(), new Refund(event.amount(), event.reason(), RefundState.OPEN));
    }

    @EventSourcingHandler
    void evolve(RefundSettled event) {
        refunded = event.refunded();
        if (refunds.get(event.refundId()).state() == RefundState.ABANDONED) {
            outstanding = outstanding.minus(event.amount());
        }
        end(event.refundId(), RefundState.SETTLED);
    }

    @EventSourcingHandler
    void evolve(RefundRefused event) {
        end(event.refundId(), RefundState.REFUSED);
    }

    @EventSourcingHandler
    void evolve(RefundAbandoned event) {
        outstanding = event.outstanding();
        end(event.refundId(), RefundState.ABANDONED);
    }

    private void end(RefundId refundId, RefundState state) {
        refunds.computeIfPresent(refundId, (_, refund) -> refund.in(state));
    }

    @EventSourcingHandler
    void evolve(PaymentDisputed event) {
        disputes.put(event.disputeReference(), new Dispute(event.amount(), DisputeState.OPEN));
    }

    @EventSourcingHandler
    void evolve(DisputeWon event) {
        decided(event.disputeReference(), DisputeState.WON);
    }

    @EventSourcingHandler
    void evolve(DisputeLost event) {
        outstanding = event.outstanding();
        decided(event.disputeReference(), DisputeState.LOST);
    }

    private void decided(String reference, DisputeState end) {
        disputes.computeIfPresent(reference, (_, dispute) -> dispute.in(end));
    }

    Payment() {} // Axon creates an empty payment, then replays its events
}

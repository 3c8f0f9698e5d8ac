package io.cartulary.command.payment.effect;

import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectFailed;
import io.cartulary.command.effect.EffectOutcomes;
import io.cartulary.command.payment.PaymentCommand;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.PaymentState;
import io.cartulary.command.payment.provider.PaymentProvider;
import io.cartulary.command.payment.provider.PaymentProvider.Charge;
import io.cartulary.events.payment.PaymentId;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandExecutionException;
import org.springframework.stereotype.Component;

/// Records where a provider says that a charge stands, whether we asked or were called.
@Component
public class ProviderAnswers {

    private final Discrepancies discrepancies;
    private final EffectOutcomes effects;

    public ProviderAnswers(Discrepancies discrepancies, EffectOutcomes effects) {
        this.discrepancies = discrepancies;
        this.effects = effects;
    }

    /// How commands go out: on behalf of an effect's cause, or of a request.
    public interface Sender {
        <R> R send(Object command);
    }

    /// Answers in a few words what was recorded. Money that was taken in a way we refuse raises the
    /// alarm and nothing else: to hear it again would not change it.
    ///
    /// @param ours how far we think the payment has come
    public String record(
            PaymentId paymentId,
            PaymentState ours,
            PaymentProvider provider,
            Charge charge,
            Sender sender) {
        switch (charge.status()) {
            case PENDING -> {
                if (!provider.knowsOurNames()) {
                    sender.send(new RecordStart(paymentId, charge.reference(), charge.nextStep()));
                }
            }
            case APPROVED -> {
                sender.send(new RecordStart(paymentId, charge.reference(), null));
                sender.send(new RecordApproval(paymentId));
            }
            case AUTHORISED ->
                    settle(
                            new RecordAuthorisation(
                                    paymentId,
                                    Objects.requireNonNull(charge.amount()),
                                    charge.reference(),
                                    charge.captureFollows()),
                            sender);
            case SETTLED ->
                    settle(
                            new RecordSettlement(
                                    paymentId,
                                    Objects.requireNonNull(charge.amount()),
                                    charge.reference()),
                            sender);
            case DECLINED -> decline(paymentId, ours, charge, sender);
            case VOIDED -> {
                if (ours == PaymentState.REQUESTED) {
                    sender.send(new RecordDecline(paymentId, charge.reference()));
                } else {
                    sender.send(new RecordVoid(paymentId));
                }
            }
            case REFUNDED -> {
                /* everything was reported before */
            }
        }
        return charge.status().name().toLowerCase(Locale.ROOT);
    }

    /// Records what a provider says when it is asked for the money. If it refuses for good, the
    /// payment is declined.
    String recordOrDecline(
            PaymentId paymentId,
            PaymentProvider provider,
            Supplier<Charge> asking,
            EffectAttempt attempt) {
        try {
            return record(paymentId, PaymentState.REQUESTED, provider, asking.get(), attempt::send);
        } catch (EffectFailed failure) {
            if (failure.kind() != EffectFailed.Kind.REFUSED) {
                throw failure;
            }
            attempt.send(new RecordDecline(paymentId, failure.code()));
            return "declined: " + failure.getMessage();
        }
    }

    /// No one asks for the money any more. It is declined unless it may have been taken.
    static void giveUp(PaymentId paymentId, EffectAttempt attempt) {
        if (!attempt.inDoubt()) {
            attempt.send(new RecordDecline(paymentId, "given up"));
        }
    }

    /// Of what was authorised first the capture is declined; what was declined in another way will
    /// not come either.
    private static void decline(
            PaymentId paymentId, PaymentState ours, Charge charge, Sender sender) {
        switch (ours) {
            case REQUESTED -> sender.send(new RecordDecline(paymentId, charge.reference()));
            case AUTHORISED -> {
                sender.send(new RecordDecline(paymentId, charge.reference()));
                sender.send(new RecordVoid(paymentId));
            }
            case SETTLED, DECLINED, CANCELLED, VOIDED -> sender.send(new RecordVoid(paymentId));
        }
    }

    /// A refund that failed after it was reported to have succeeded is one more reason for the
    /// alarm.
    public void refuse(RecordRefundRefusal refusal, Sender sender) {
        settle(refusal, sender);
        effects.park(
                ProviderEffect.REFUND.kind(),
                refusal.paymentId().value(),
                refusal.refundId().value(),
                refusal.reason());
    }

    private void settle(PaymentCommand settlement, Sender sender) {
        try {
            sender.send(settlement);
        } catch (CommandExecutionException refusal) {
            if (refusal.getDetails().isEmpty()) {
                throw refusal;
            }
            discrepancies.report(settlement, refusal);
        }
    }
}

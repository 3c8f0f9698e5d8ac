package io.cartulary.command.payment;

import io.cartulary.command.payment.PaymentCommand.ReadProvider;
import io.cartulary.command.payment.PaymentCommand.RecordSettlement;
import io.cartulary.command.payment.PaymentCommand.RecordVoid;
import io.cartulary.command.payment.PaymentProvider.Charge;
import io.cartulary.events.payment.PaymentEvent.PaymentCancelled;
import io.cartulary.events.payment.PaymentId;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/// A settlement that was faster than the void is recorded, and thereby refunded.
@Component
@ProcessingGroup(WhenPaymentCancelledThenVoidAtProvider.PROCESSING_GROUP)
@DisallowReplay
class WhenPaymentCancelledThenVoidAtProvider {

    static final String PROCESSING_GROUP = "when-payment-cancelled-then-void-at-provider";

    private final PaymentProviders providers;
    private final ProviderCalls calls;
    private final Discrepancies discrepancies;

    WhenPaymentCancelledThenVoidAtProvider(
            PaymentProviders providers, ProviderCalls calls, Discrepancies discrepancies) {
        this.providers = providers;
        this.calls = calls;
        this.discrepancies = discrepancies;
    }

    @EventHandler
    void on(PaymentCancelled event, UnitOfWork<?> batch) {
        calls.add(batch, commands -> voidCharge(event.paymentId(), commands));
    }

    private void voidCharge(PaymentId paymentId, ProviderCalls.Commands commands) {
        var provider = providers.named(commands.send(new ReadProvider(paymentId)));
        var charge = provider.voidCharge(paymentId);
        switch (charge.status()) {
            case VOIDED, DECLINED -> commands.send(new RecordVoid(paymentId));
            case SETTLED, REFUNDED -> recordSettlement(paymentId, charge, commands);
            case PENDING ->
                    throw new IllegalStateException(
                            "The provider neither voided nor settled " + paymentId);
        }
    }

    private void recordSettlement(
            PaymentId paymentId, Charge charge, ProviderCalls.Commands commands) {
        var settlement = new RecordSettlement(paymentId, charge.amount(), charge.reference());
        try {
            commands.send(settlement);
        } catch (CommandExecutionException refusal) {
            if (refusal.getDetails().isEmpty()) {
                throw refusal;
            }
            discrepancies.report(settlement, refusal);
        }
    }
}

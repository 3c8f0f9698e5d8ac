package io.cartulary.command.payment;

import io.cartulary.command.payment.PaymentCommand.RecordDecline;
import io.cartulary.command.payment.PaymentCommand.RecordSettlement;
import io.cartulary.events.payment.PaymentEvent.PaymentRequested;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

@Component
@ProcessingGroup(WhenPaymentRequestedThenChargeAtProvider.PROCESSING_GROUP)
@DisallowReplay
class WhenPaymentRequestedThenChargeAtProvider {

    static final String PROCESSING_GROUP = "when-payment-requested-then-charge-at-provider";

    private final PaymentProviders providers;
    private final ProviderCalls calls;

    WhenPaymentRequestedThenChargeAtProvider(PaymentProviders providers, ProviderCalls calls) {
        this.providers = providers;
        this.calls = calls;
    }

    @EventHandler
    void on(PaymentRequested event, UnitOfWork<?> batch) {
        calls.add(batch, commands -> charge(event, commands));
    }

    private void charge(PaymentRequested event, ProviderCalls.Commands commands) {
        var paymentId = event.paymentId();
        var charge =
                providers.named(event.provider()).charge(paymentId, event.amount(), event.token());
        switch (charge.status()) {
            case PENDING, REFUNDED -> {
                /* the callback will tell, or everything was told before */
            }
            case SETTLED ->
                    commands.send(
                            new RecordSettlement(paymentId, charge.amount(), charge.reference()));
            case DECLINED, VOIDED ->
                    commands.send(new RecordDecline(paymentId, charge.reference()));
        }
    }
}

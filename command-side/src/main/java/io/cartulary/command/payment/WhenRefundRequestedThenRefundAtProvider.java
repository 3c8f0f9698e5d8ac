package io.cartulary.command.payment;

import io.cartulary.command.payment.PaymentCommand.ReadProvider;
import io.cartulary.command.payment.PaymentCommand.RecordRefund;
import io.cartulary.events.payment.PaymentEvent.RefundRequested;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/// A refund that the provider refuses stops this processor: it is money we owe, so it is tried
/// again until a person has found out why.
@Component
@ProcessingGroup(WhenRefundRequestedThenRefundAtProvider.PROCESSING_GROUP)
@DisallowReplay
class WhenRefundRequestedThenRefundAtProvider {

    static final String PROCESSING_GROUP = "when-refund-requested-then-refund-at-provider";

    private final PaymentProviders providers;
    private final ProviderCalls calls;

    WhenRefundRequestedThenRefundAtProvider(PaymentProviders providers, ProviderCalls calls) {
        this.providers = providers;
        this.calls = calls;
    }

    @EventHandler
    void on(RefundRequested event, UnitOfWork<?> batch) {
        calls.add(batch, commands -> refund(event, commands));
    }

    private void refund(RefundRequested event, ProviderCalls.Commands commands) {
        var paymentId = event.paymentId();
        var provider = providers.named(commands.send(new ReadProvider(paymentId)));
        provider.refund(paymentId, event.refundId(), event.amount());
        commands.send(new RecordRefund(paymentId, event.refundId()));
    }
}

package io.cartulary.command.payment.effect;

import io.cartulary.command.effect.EffectKind;
import io.cartulary.command.effect.Effects;
import io.cartulary.command.effect.NewEffect;
import io.cartulary.command.payment.provider.PaymentProviders;
import io.cartulary.events.payment.PaymentEvent;
import io.cartulary.events.payment.PaymentEvent.*;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/// A charge, its authorisation, its captures and its void go out in their order: a void that
/// overtook its charge would find nothing to call off. Refunds wait for nothing.
@Component
@ProcessingGroup(WhenPaymentChangesThenAskProvider.PROCESSING_GROUP)
@DisallowReplay
class WhenPaymentChangesThenAskProvider {

    static final String PROCESSING_GROUP = "when-payment-changes-then-ask-provider";

    private final Effects effects;
    private final PaymentProviders providers;
    private final ChargeAtProvider charge;
    private final AuthoriseAtProvider authorisation;
    private final CaptureAtProvider capture;
    private final VoidAtProvider voiding;
    private final RefundAtProvider refund;

    WhenPaymentChangesThenAskProvider(
            Effects effects,
            PaymentProviders providers,
            ChargeAtProvider charge,
            AuthoriseAtProvider authorisation,
            CaptureAtProvider capture,
            VoidAtProvider voiding,
            RefundAtProvider refund) {
        this.effects = effects;
        this.providers = providers;
        this.charge = charge;
        this.authorisation = authorisation;
        this.capture = capture;
        this.voiding = voiding;
        this.refund = refund;
    }

    @EventHandler
    void on(PaymentRequested event, EventMessage<?> message, UnitOfWork<?> handling) {
        var details =
                new ChargeAtProvider.Details(
                        event.paymentId(),
                        event.orderId(),
                        event.provider(),
                        event.amount(),
                        event.token());
        record(
                charge,
                event.provider(),
                event,
                true,
                event.paymentId().value(),
                details,
                message,
                handling);
    }

    @EventHandler
    void on(PaymentApproved event, EventMessage<?> message, UnitOfWork<?> handling) {
        var details = new AuthoriseAtProvider.Details(event.paymentId(), event.provider());
        record(
                authorisation,
                event.provider(),
                event,
                true,
                event.paymentId() + "-authorisation",
                details,
                message,
                handling);
    }

    @EventHandler
    void on(CaptureRequested event, EventMessage<?> message, UnitOfWork<?> handling) {
        var details =
                new CaptureAtProvider.Details(
                        event.paymentId(),
                        event.captureId(),
                        event.provider(),
                        event.amount(),
                        event.last());
        record(
                capture,
                event.provider(),
                event,
                true,
                event.captureId().value(),
                details,
                message,
                handling);
    }

    @EventHandler
    void on(PaymentCancelled event, EventMessage<?> message, UnitOfWork<?> handling) {
        var details = new VoidAtProvider.Details(event.paymentId(), event.provider());
        record(
                voiding,
                event.provider(),
                event,
                true,
                event.paymentId() + "-void",
                details,
                message,
                handling);
    }

    @EventHandler
    void on(RefundRequested event, EventMessage<?> message, UnitOfWork<?> handling) {
        var details =
                new RefundAtProvider.Details(
                        event.paymentId(), event.refundId(), event.provider(), event.amount());
        record(
                refund,
                event.provider(),
                event,
                false,
                event.refundId().value(),
                details,
                message,
                handling);
    }

    private <D> void record(
            EffectKind<D> kind,
            String provider,
            PaymentEvent event,
            boolean inOrder,
            String key,
            D details,
            EventMessage<?> cause,
            UnitOfWork<?> handling) {
        effects.record(
                new NewEffect<>(
                        kind,
                        provider,
                        providers.guaranteeOf(provider),
                        event.paymentId().value(),
                        inOrder,
                        key,
                        details),
                cause,
                handling);
    }
}

package io.cartulary.command.mail;

import io.cartulary.command.effect.EffectGuarantee;
import io.cartulary.command.effect.Effects;
import io.cartulary.command.effect.NewEffect;
import io.cartulary.events.order.OrderEvent.OrderConfirmed;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// A mail server neither knows a mail that is sent twice nor can be asked for one, so no mail is
/// sent again by itself once it may have gone out.
@Component
@ConditionalOnProperty(MailProcessing.SWITCH)
@ProcessingGroup(MailProcessing.PROCESSING_GROUP)
@DisallowReplay
class WhenOrderIsConfirmedThenMailShopper {

    private final Effects effects;
    private final OrderConfirmationMail confirmation;

    WhenOrderIsConfirmedThenMailShopper(Effects effects, OrderConfirmationMail confirmation) {
        this.effects = effects;
        this.confirmation = confirmation;
    }

    @EventHandler
    void on(OrderConfirmed event, EventMessage<?> message, UnitOfWork<?> handling) {
        var order = event.orderId();
        effects.record(
                new NewEffect<>(
                        confirmation,
                        Mailer.TARGET,
                        EffectGuarantee.AT_MOST_ONCE,
                        order.value(),
                        false,
                        order + "-confirmation",
                        new OrderConfirmationMail.Details(order)),
                message,
                handling);
    }
}

package io.cartulary.command.mail;

import io.cartulary.command.effect.EffectGuarantee;
import io.cartulary.command.effect.Effects;
import io.cartulary.command.effect.NewEffect;
import io.cartulary.events.inventory.StockEvent.LowStockReached;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// Once each time the threshold is reached; not again until there was more in between.
@Component
@ConditionalOnProperty({MailProcessing.SWITCH, MailProcessing.STAFF})
@ProcessingGroup(MailProcessing.PROCESSING_GROUP)
@DisallowReplay
class WhenStockIsLowThenMailStaff {

    private final Effects effects;
    private final LowStockMail mail;

    WhenStockIsLowThenMailStaff(Effects effects, LowStockMail mail) {
        this.effects = effects;
        this.mail = mail;
    }

    @EventHandler
    void on(LowStockReached event, EventMessage<?> message, UnitOfWork<?> handling) {
        effects.record(
                new NewEffect<>(
                        mail,
                        Mailer.TARGET,
                        EffectGuarantee.AT_MOST_ONCE,
                        event.stockItemId().value(),
                        false,
                        "low-stock-" + message.getIdentifier(),
                        new LowStockMail.Details(
                                event.sku(), event.available(), event.threshold())),
                message,
                handling);
    }
}

package io.cartulary.command.account.mail;

import io.cartulary.command.effect.EffectGuarantee;
import io.cartulary.command.effect.Effects;
import io.cartulary.command.effect.NewEffect;
import io.cartulary.command.mail.Mailer;
import io.cartulary.events.account.AccountEvent.*;
import io.cartulary.events.account.AccountId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/// No mail is sent again by itself once it may have gone out; its owner asks for another.
@Component
@ProcessingGroup(AccountMailProcessing.PROCESSING_GROUP)
@DisallowReplay
class WhenAccountIsConcernedThenMailOwner {

    private final Effects effects;
    private final AccountMail mail;

    WhenAccountIsConcernedThenMailOwner(Effects effects, AccountMail mail) {
        this.effects = effects;
        this.mail = mail;
    }

    @EventHandler
    void on(AccountRegistered event, EventMessage<?> message, UnitOfWork<?> handling) {
        write(event.accountId(), Occasion.VERIFY_EMAIL, message, handling);
    }

    @EventHandler
    void on(VerificationRequested event, EventMessage<?> message, UnitOfWork<?> handling) {
        write(event.accountId(), Occasion.VERIFY_EMAIL, message, handling);
    }

    @EventHandler
    void on(SessionEnded event, EventMessage<?> message, UnitOfWork<?> handling) {
        if (event.reason() == SessionEndReason.TOKEN_REUSED) {
            write(event.accountId(), Occasion.TOKEN_REUSED, message, handling);
        }
    }

    private void write(
            AccountId account, Occasion occasion, EventMessage<?> message, UnitOfWork<?> handling) {
        effects.record(
                new NewEffect<>(
                        mail,
                        Mailer.TARGET,
                        EffectGuarantee.AT_MOST_ONCE,
                        account.value(),
                        false,
                        account + "-" + message.getIdentifier(),
                        new AccountMail.Details(account, occasion)),
                message,
                handling);
    }
}

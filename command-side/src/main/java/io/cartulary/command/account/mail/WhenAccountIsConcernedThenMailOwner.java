package io.cartulary.command.account.mail;

import io.cartulary.command.effect.EffectGuarantee;
import io.cartulary.command.effect.EffectKind;
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
    private final NewAddressMail newAddress;

    WhenAccountIsConcernedThenMailOwner(
            Effects effects, AccountMail mail, NewAddressMail newAddress) {
        this.effects = effects;
        this.mail = mail;
        this.newAddress = newAddress;
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

    @EventHandler
    void on(PasswordResetRequested event, EventMessage<?> message, UnitOfWork<?> handling) {
        write(event.accountId(), Occasion.RESET_PASSWORD, message, handling);
    }

    @EventHandler
    void on(PasswordChanged event, EventMessage<?> message, UnitOfWork<?> handling) {
        write(event.accountId(), Occasion.PASSWORD_CHANGED, message, handling);
    }

    @EventHandler
    void on(EmailChangeRequested event, EventMessage<?> message, UnitOfWork<?> handling) {
        var account = event.accountId();
        record(newAddress, account, new NewAddressMail.Details(account), message, handling);
        write(account, Occasion.EMAIL_CHANGE_REQUESTED, message, handling);
    }

    @EventHandler
    void on(DeviceAdded event, EventMessage<?> message, UnitOfWork<?> handling) {
        write(event.accountId(), Occasion.NEW_DEVICE, message, handling);
    }

    @EventHandler
    void on(SecondFactorAdded event, EventMessage<?> message, UnitOfWork<?> handling) {
        write(event.accountId(), Occasion.SECOND_FACTOR_ADDED, message, handling);
    }

    @EventHandler
    void on(SecondFactorRemoved event, EventMessage<?> message, UnitOfWork<?> handling) {
        write(event.accountId(), Occasion.SECOND_FACTOR_REMOVED, message, handling);
    }

    @EventHandler
    void on(PasskeyAdded event, EventMessage<?> message, UnitOfWork<?> handling) {
        write(event.accountId(), Occasion.PASSKEY_ADDED, message, handling);
    }

    @EventHandler
    void on(PasskeyRemoved event, EventMessage<?> message, UnitOfWork<?> handling) {
        write(event.accountId(), Occasion.PASSKEY_REMOVED, message, handling);
    }

    @EventHandler
    void on(LogInLocked event, EventMessage<?> message, UnitOfWork<?> handling) {
        write(event.accountId(), Occasion.LOCKED, message, handling);
    }

    @EventHandler
    void on(StaffInvited event, EventMessage<?> message, UnitOfWork<?> handling) {
        write(event.accountId(), Occasion.STAFF_INVITED, message, handling);
    }

    @EventHandler
    void on(StaffRoleChanged event, EventMessage<?> message, UnitOfWork<?> handling) {
        write(event.accountId(), Occasion.ROLE_CHANGED, message, handling);
    }

    @EventHandler
    void on(StaffRemoved event, EventMessage<?> message, UnitOfWork<?> handling) {
        write(event.accountId(), Occasion.ROLE_CHANGED, message, handling);
    }

    private void write(
            AccountId account, Occasion occasion, EventMessage<?> message, UnitOfWork<?> handling) {
        record(mail, account, new AccountMail.Details(account, occasion), message, handling);
    }

    private <D> void record(
            EffectKind<D> kind,
            AccountId account,
            D details,
            EventMessage<?> message,
            UnitOfWork<?> handling) {
        effects.record(
                new NewEffect<>(
                        kind,
                        Mailer.TARGET,
                        EffectGuarantee.AT_MOST_ONCE,
                        account.value(),
                        false,
                        "%s-%s-%s".formatted(account, kind.name(), message.getIdentifier()),
                        details),
                message,
                handling);
    }
}

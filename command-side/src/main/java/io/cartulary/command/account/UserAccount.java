package io.cartulary.command.account;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.Bookkeeping;
import io.cartulary.command.account.AccountCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.Personal;
import io.cartulary.events.account.AccountEvent;
import io.cartulary.events.account.AccountEvent.*;
import io.cartulary.events.account.AccountId;
import java.util.LinkedHashSet;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// What happened to one person's account.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class UserAccount {

    /// How many acts are remembered, so that none is recorded twice. A repeat comes within minutes.
    private static final int REMEMBERED_ACTS = 100;

    @AggregateIdentifier private @Nullable AccountId accountId;
    private boolean verified;
    private boolean deleted;
    @Bookkeeping private LinkedHashSet<String> recentActs = new LinkedHashSet<>();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RegisterAccount command) {
        if (accountId == null) {
            var customer = command.accountId().customer();
            apply(
                    new AccountRegistered(
                            command.accountId(),
                            customer,
                            personal(command.accountId(), command.email()),
                            command.language()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ImportAccount command) {
        if (deleted) {
            throw new CommandRejected(AccountRejection.ACCOUNT_DELETED);
        }
        if (accountId == null) {
            apply(
                    new AccountImported(
                            command.accountId(),
                            command.accountId().customer(),
                            personal(command.accountId(), command.email()),
                            command.language()));
        }
    }

    /// Of no use to one that is verified.
    @CommandHandler
    void decide(RequestVerification command) {
        if (!verified) {
            apply(new VerificationRequested(command.accountId()));
        }
    }

    @CommandHandler
    void decide(VerifyEmail command) {
        if (!verified) {
            apply(new EmailVerified(command.accountId()));
        }
    }

    @CommandHandler
    void decide(RecordLogIn command) {
        applyOnce(
                command.act(),
                new LoggedIn(command.accountId(), command.act(), command.sessionId()));
    }

    @CommandHandler
    void decide(RecordFailedLogIn command) {
        applyOnce(command.act(), new LogInFailed(command.accountId(), command.act()));
    }

    @CommandHandler
    void decide(RecordSessionEnd command) {
        applyOnce(
                command.act(),
                new SessionEnded(
                        command.accountId(), command.act(), command.sessionId(), command.reason()));
    }

    @CommandHandler
    void decide(RecordPasswordChange command) {
        applyOnce(
                command.act(),
                new PasswordChanged(command.accountId(), command.act(), command.reason()));
    }

    @CommandHandler
    void decide(RecordLock command) {
        applyOnce(command.act(), new LogInLocked(command.accountId(), command.act()));
    }

    @CommandHandler
    void decide(RecordLockLift command) {
        applyOnce(command.act(), new LogInUnlocked(command.accountId(), command.act()));
    }

    @CommandHandler
    void decide(RecordNewDevice command) {
        applyOnce(command.act(), new DeviceAdded(command.accountId(), command.act()));
    }

    @CommandHandler
    void decide(RecordDeactivation command) {
        applyOnce(command.act(), new AccountDeactivated(command.accountId(), command.act()));
    }

    @CommandHandler
    void decide(RecordActivation command) {
        applyOnce(command.act(), new AccountActivated(command.accountId(), command.act()));
    }

    @CommandHandler
    void decide(RecordSecondFactor command) {
        applyOnce(command.act(), new SecondFactorAdded(command.accountId(), command.act()));
    }

    @CommandHandler
    void decide(RecordSecondFactorRemoval command) {
        applyOnce(command.act(), new SecondFactorRemoved(command.accountId(), command.act()));
    }

    @CommandHandler
    void decide(RecordPasskey command) {
        applyOnce(
                command.act(),
                new PasskeyAdded(command.accountId(), command.act(), command.passkeyId()));
    }

    @CommandHandler
    void decide(RecordPasskeyRemoval command) {
        applyOnce(
                command.act(),
                new PasskeyRemoved(command.accountId(), command.act(), command.passkeyId()));
    }

    @CommandHandler
    void decide(RecordDeletion command) {
        applyOnce(command.act(), new AccountDeleted(command.accountId(), command.act()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(InviteStaff command) {
        apply(
                new StaffInvited(
                        command.accountId(),
                        command.accountId().customer(),
                        personal(command.accountId(), command.email()),
                        command.role(),
                        command.language()));
    }

    @CommandHandler
    void decide(RecordInvitationWithdrawal command) {
        applyOnce(command.act(), new InvitationWithdrawn(command.accountId(), command.act()));
    }

    @CommandHandler
    void decide(RecordAppointment command) {
        applyOnce(
                command.act(),
                new StaffAppointed(command.accountId(), command.act(), command.role()));
    }

    @CommandHandler
    void decide(RecordRoleChange command) {
        applyOnce(
                command.act(),
                new StaffRoleChanged(command.accountId(), command.act(), command.role()));
    }

    @CommandHandler
    void decide(RecordStaffRemoval command) {
        applyOnce(command.act(), new StaffRemoved(command.accountId(), command.act()));
    }

    @CommandHandler
    void decide(RecordApiKeyIssue command) {
        applyOnce(
                command.act(),
                new ApiKeyIssued(command.accountId(), command.act(), command.keyId()));
    }

    @CommandHandler
    void decide(RecordApiKeyRevocation command) {
        applyOnce(
                command.act(),
                new ApiKeyRevoked(command.accountId(), command.act(), command.keyId()));
    }

    @CommandHandler
    void decide(RequestPasswordReset command) {
        apply(new PasswordResetRequested(command.accountId()));
    }

    @CommandHandler
    void decide(RequestEmailChange command) {
        apply(
                new EmailChangeRequested(
                        command.accountId(), personal(command.accountId(), command.email())));
    }

    @CommandHandler
    void decide(ChangeEmail command) {
        applyOnce(
                command.act(),
                new EmailChanged(
                        command.accountId(),
                        command.act(),
                        personal(command.accountId(), command.email())));
    }

    private void applyOnce(String act, AccountEvent event) {
        if (!recentActs.contains(act)) {
            apply(event);
        }
    }

    private static Personal<String> personal(AccountId account, String email) {
        return Personal.of(account.customer().value(), email);
    }

    @EventSourcingHandler
    void evolve(AccountRegistered event) {
        accountId = event.accountId();
    }

    @EventSourcingHandler
    void evolve(StaffInvited event) {
        accountId = event.accountId();
    }

    @EventSourcingHandler
    void evolve(AccountImported event) {
        accountId = event.accountId();
        verified = true;
    }

    @EventSourcingHandler
    void evolve(EmailVerified event) {
        verified = true;
    }

    @EventSourcingHandler
    void evolve(LoggedIn event) {
        remember(event.act());
    }

    @EventSourcingHandler
    void evolve(LogInFailed event) {
        remember(event.act());
    }

    @EventSourcingHandler
    void evolve(SessionEnded event) {
        remember(event.act());
    }

    @EventSourcingHandler
    void evolve(PasswordChanged event) {
        remember(event.act());
    }

    @EventSourcingHandler
    void evolve(EmailChanged event) {
        remember(event.act());
    }

    @EventSourcingHandler
    void evolve(LogInLocked event) {
        remember(event.act());
    }

    @EventSourcingHandler
    void evolve(LogInUnlocked event) {
        remember(event.act());
    }

    @EventSourcingHandler
    void evolve(DeviceAdded event) {
        remember(event.act());
    }

    @EventSourcingHandler
    void evolve(AccountDeactivated event) {
        remember(event.act());
    }

    @EventSourcingHandler
    void evolve(AccountActivated event) {
        remember(event.act());
    }

    @EventSourcingHandler
    void evolve(SecondFactorAdded event) {
        remember(event.act());
    }

    @EventSourcingHandler
    void evolve(SecondFactorRemoved event) {
        remember(event.act());
    }

    @EventSourcingHandler
    void evolve(PasskeyAdded event) {
        remember(event.act());
    }

    @EventSourcingHandler
    void evolve(PasskeyRemoved event) {
        remember(event.act());
    }

    @EventSourcingHandler
    void evolve(AccountDeleted event) {
        deleted = true;
        remember(event.act());
    }

    @EventSourcingHandler
    void evolve(InvitationWithdrawn event) {
        remember(event.act());
    }

    @EventSourcingHandler
    void evolve(StaffAppointed event) {
        remember(event.act());
    }

    @EventSourcingHandler
    void evolve(StaffRoleChanged event) {
        remember(event.act());
    }

    @EventSourcingHandler
    void evolve(StaffRemoved event) {
        remember(event.act());
    }

    @EventSourcingHandler
    void evolve(ApiKeyIssued event) {
        remember(event.act());
    }

    @EventSourcingHandler
    void evolve(ApiKeyRevoked event) {
        remember(event.act());
    }

    private void remember(String act) {
        recentActs.add(act);
        if (recentActs.size() > REMEMBERED_ACTS) {
            recentActs.removeFirst();
        }
    }
}

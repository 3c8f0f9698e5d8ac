package io.cartulary.command.account.service;

import io.cartulary.command.account.AccountRejection;
import io.cartulary.command.account.act.Act;
import io.cartulary.command.account.act.ActRecorder;
import io.cartulary.command.account.act.Acts;
import io.cartulary.command.account.credential.Credential;
import io.cartulary.command.account.credential.Credentials;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.account.session.SessionService;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.account.AccountEvent.SessionEndReason;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.Role;
import io.cartulary.web.problem.ProblemException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Closes an account to log-ins, and opens it again.
@Component
public class AccountAccess {

    private final Credentials credentials;
    private final SessionService sessions;
    private final Acts acts;
    private final ActRecorder recorder;
    private final AccountTransactions transactions;
    private final InstantSource clock;

    AccountAccess(
            Credentials credentials,
            SessionService sessions,
            Acts acts,
            ActRecorder recorder,
            AccountTransactions transactions,
            InstantSource clock) {
        this.credentials = credentials;
        this.sessions = sessions;
        this.acts = acts;
        this.recorder = recorder;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Refused for staff, whom a super_admin removes. Every session ends with it. A log-in at the
    /// same moment changes the same row: one of the two sees what the other did.
    public void deactivate(AccountId account) {
        recorder.record(
                transactions.run(() -> {
                    var credential = find(account);
                    if (credential.role().isStaff()) {
                        throw new CommandRejected(AccountRejection.ACCOUNT_OF_STAFF);
                    }
                    var done = new ArrayList<Act>();
                    if (!credential.isDeactivated()) {
                        credential.deactivate(clock.instant());
                        done.add(acts.save(Act.deactivation(account, clock.instant())));
                    }
                    done.addAll(
                            sessions.endAll(account, SessionEndReason.ACCOUNT_DEACTIVATED, null));
                    return done;
                }));
    }

    public void activate(AccountId account) {
        recorder.record(
                transactions.run(() -> {
                    var credential = find(account);
                    if (!credential.isDeactivated()) {
                        return List.of();
                    }
                    credential.activate();
                    return List.of(acts.save(Act.activation(account, clock.instant())));
                }));
    }

    /// Refuses an account that is unknown, of staff, or whose address is not verified.
    public void requireCustomer(AccountId account) {
        transactions.run(() -> {
            if (!find(account).isVerified()) {
                throw noAccount(account);
            }
        });
    }

    /// Staff are appointed and dismissed elsewhere.
    private Credential find(AccountId account) {
        return credentials
                .findById(account.value())
                .filter(credential -> credential.role() == Role.CUSTOMER)
                .orElseThrow(() -> noAccount(account));
    }

    private static ProblemException noAccount(AccountId account) {
        return ProblemException.notFound("account of " + account.customer());
    }
}

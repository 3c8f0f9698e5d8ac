package io.cartulary.command.account.service;

import io.cartulary.command.account.act.Act;
import io.cartulary.command.account.act.ActRecorder;
import io.cartulary.command.account.act.Acts;
import io.cartulary.command.account.credential.Credential;
import io.cartulary.command.account.credential.Credentials;
import io.cartulary.command.account.credential.SuperAdmins;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.account.session.SessionService;
import io.cartulary.events.account.AccountEvent.SessionEndReason;
import io.cartulary.events.account.AccountId;
import io.cartulary.web.origin.RequestOrigin;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Deletes an account: everything that lets its owner log in is gone, and the address is free. What
/// they bought stays, as do their personal data until they are erased.
@Component
public class AccountClosing {

    private final Credentials credentials;
    private final SuperAdmins superAdmins;
    private final PasswordService passwords;
    private final SessionService sessions;
    private final Acts acts;
    private final ActRecorder recorder;
    private final AccountTransactions transactions;
    private final InstantSource clock;

    AccountClosing(
            Credentials credentials,
            SuperAdmins superAdmins,
            PasswordService passwords,
            SessionService sessions,
            Acts acts,
            ActRecorder recorder,
            AccountTransactions transactions,
            InstantSource clock) {
        this.credentials = credentials;
        this.superAdmins = superAdmins;
        this.passwords = passwords;
        this.sessions = sessions;
        this.acts = acts;
        this.recorder = recorder;
        this.transactions = transactions;
        this.clock = clock;
    }

    public void close(AccountId account, String password, RequestOrigin origin) {
        var found = transactions.run(() -> credentials.findById(account.value())).orElseThrow();
        passwords.requireRight(found, password, origin);
        recorder.record(
                transactions.run(() -> {
                    superAdmins.requireAnotherThan(account);
                    return delete(credentials.findById(account.value()).orElseThrow());
                }));
    }

    /// Those whose owners were erased: nothing can be kept of a log-in to them, so they let no one
    /// in.
    void forgetErased(List<AccountId> accounts) {
        recorder.record(
                transactions.run(() -> {
                    var done = new ArrayList<Act>();
                    credentials
                            .findAllById(accounts.stream().map(AccountId::value).toList())
                            .forEach(erased -> done.addAll(delete(erased)));
                    return done;
                }));
    }

    private List<Act> delete(Credential credential) {
        var account = credential.accountId();
        var done =
                new ArrayList<>(sessions.endAll(account, SessionEndReason.ACCOUNT_DELETED, null));
        done.add(acts.save(Act.deletion(account, credential.emailHash(), clock.instant())));
        credentials.delete(credential);
        return done;
    }
}

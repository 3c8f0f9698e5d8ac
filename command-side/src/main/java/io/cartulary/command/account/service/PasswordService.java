package io.cartulary.command.account.service;

import io.cartulary.command.account.AccountCommand.RequestPasswordReset;
import io.cartulary.command.account.AccountRejection;
import io.cartulary.command.account.CurrentLogIn;
import io.cartulary.command.account.act.Act;
import io.cartulary.command.account.act.ActRecorder;
import io.cartulary.command.account.act.Acts;
import io.cartulary.command.account.credential.Credential;
import io.cartulary.command.account.credential.Credentials;
import io.cartulary.command.account.credential.EmailHash;
import io.cartulary.command.account.credential.Passwords;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.account.lock.LogInLocks;
import io.cartulary.command.account.session.SessionService;
import io.cartulary.command.account.token.OneTimeTokenService;
import io.cartulary.command.account.token.Purpose;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.account.AccountEvent.PasswordChangeReason;
import io.cartulary.events.account.AccountEvent.SessionEndReason;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.SessionId;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.web.origin.RequestOrigin;
import io.cartulary.web.problem.ProblemException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Changes passwords. Sessions that were opened with the old one end.
@Component
public class PasswordService {

    private final Credentials credentials;
    private final Passwords passwords;
    private final EmailHash hashes;
    private final LogInLocks locks;
    private final OneTimeTokenService tokens;
    private final SessionService sessions;
    private final Acts acts;
    private final ActRecorder recorder;
    private final AccountTransactions transactions;
    private final PersonalDataCipher cipher;
    private final CommandGateway commands;
    private final InstantSource clock;

    PasswordService(
            Credentials credentials,
            Passwords passwords,
            EmailHash hashes,
            LogInLocks locks,
            OneTimeTokenService tokens,
            SessionService sessions,
            Acts acts,
            ActRecorder recorder,
            AccountTransactions transactions,
            PersonalDataCipher cipher,
            CommandGateway commands,
            InstantSource clock) {
        this.credentials = credentials;
        this.passwords = passwords;
        this.hashes = hashes;
        this.locks = locks;
        this.tokens = tokens;
        this.sessions = sessions;
        this.acts = acts;
        this.recorder = recorder;
        this.transactions = transactions;
        this.cipher = cipher;
        this.commands = commands;
        this.clock = clock;
    }

    /// Lets the account that has an address get a mail to set another password, if there is one.
    public void forgot(String email) {
        transactions
                .run(() -> credentials.findByEmail(hashes.of(email)))
                .filter(Credential::isVerified)
                .ifPresent(credential ->
                        commands.sendAndWait(new RequestPasswordReset(credential.accountId())));
    }

    /// Sets a password with the token of that mail.
    public void reset(String token, String password) {
        var account = tokens.ownerOf(token, Purpose.RESET_PASSWORD);
        set(find(account), password, PasswordChangeReason.RESET, null);
    }

    /// @param session stays open
    public void change(
            AccountId account,
            SessionId session,
            String current,
            String password,
            RequestOrigin origin) {
        var credential = find(account);
        requireRight(credential, current, origin);
        set(credential, password, PasswordChangeReason.CHANGED, session);
    }

    /// Refuses who is logged in and does not know the account's password.
    ///
    /// @return the account
    public AccountId require(PasswordProof proof, CurrentLogIn caller) {
        requireRight(find(caller.accountId()), proof.currentPassword(), caller.origin());
        return caller.accountId();
    }

    /// Refuses who does not know the account's password. It counts as a log-in does, or a stolen
    /// access token would be good for guessing.
    public void requireRight(Credential credential, String password, RequestOrigin origin) {
        var attempt = locks.begin(credential.emailHash(), credential, null, origin);
        if (!passwords.matches(password, credential.passwordHash().orElse(null))) {
            locks.failed(attempt, credential.accountId(), origin);
            throw new CommandRejected(AccountRejection.CURRENT_PASSWORD_WRONG);
        }
        locks.succeeded(attempt);
    }

    private void set(
            Credential found,
            String password,
            PasswordChangeReason reason,
            @Nullable SessionId stays) {
        passwords.check(password, knownWords(found));
        var hash = passwords.hash(password);
        var account = found.accountId();
        recorder.record(
                transactions.run(() -> {
                    credentials.findById(account.value()).orElseThrow().changePassword(hash);
                    tokens.spend(account, Purpose.RESET_PASSWORD);
                    var done = new ArrayList<Act>();
                    done.add(acts.save(Act.passwordChange(account, reason, clock.instant())));
                    done.addAll(sessions.endAll(account, SessionEndReason.PASSWORD_CHANGED, stays));
                    return done;
                }));
    }

    private List<String> knownWords(Credential credential) {
        return cipher.open(credential.emailSealed()).stream().toList();
    }

    private Credential find(AccountId account) {
        return transactions
                .run(() -> credentials.findById(account.value()))
                .orElseThrow(() -> ProblemException.notFound("account " + account));
    }
}

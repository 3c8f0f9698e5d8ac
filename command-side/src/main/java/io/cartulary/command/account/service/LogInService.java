package io.cartulary.command.account.service;

import io.cartulary.command.account.act.Act;
import io.cartulary.command.account.act.ActRecorder;
import io.cartulary.command.account.act.Acts;
import io.cartulary.command.account.act.Beside;
import io.cartulary.command.account.credential.Credential;
import io.cartulary.command.account.credential.Credentials;
import io.cartulary.command.account.credential.EmailHash;
import io.cartulary.command.account.credential.Passwords;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.account.factor.SecondFactorService;
import io.cartulary.command.account.lock.LogInLocks;
import io.cartulary.command.account.lock.LogInLocks.Attempt;
import io.cartulary.command.account.passkey.PasskeyAnswer.Assertion;
import io.cartulary.command.account.passkey.PasskeyService;
import io.cartulary.command.account.session.SessionService;
import io.cartulary.command.account.session.SessionTokens;
import io.cartulary.events.account.AccountId;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.web.origin.RequestOrigin;
import io.cartulary.web.problem.ProblemException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Lets in who knows the password of an account, or has a passkey of it.
///
/// A wrong password and an address without an account are answered with the same words after the
/// same work: one hash and one row.
@Component
public class LogInService {

    private final Credentials credentials;
    private final Passwords passwords;
    private final EmailHash hashes;
    private final LogInLocks locks;
    private final SecondFactorService secondFactors;
    private final PasskeyService passkeys;
    private final SessionService sessions;
    private final Acts acts;
    private final ActRecorder recorder;
    private final GuestTakeover guests;
    private final PersonalDataCipher cipher;
    private final AccountTransactions transactions;
    private final InstantSource clock;

    LogInService(
            Credentials credentials,
            Passwords passwords,
            EmailHash hashes,
            LogInLocks locks,
            SecondFactorService secondFactors,
            PasskeyService passkeys,
            SessionService sessions,
            Acts acts,
            ActRecorder recorder,
            GuestTakeover guests,
            PersonalDataCipher cipher,
            AccountTransactions transactions,
            InstantSource clock) {
        this.credentials = credentials;
        this.passwords = passwords;
        this.hashes = hashes;
        this.locks = locks;
        this.secondFactors = secondFactors;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.acts = acts;
        this.recorder = recorder;
        this.guests = guests;
        this.cipher = cipher;
        this.transactions = transactions;
        this.clock = clock;
    }

    private record Tried(@Nullable Credential credential, Attempt attempt) {}

    private record Opened(
            SessionTokens tokens, String deviceToken, Credential credential, List<Act> acts) {}

    /// @param deviceToken by which the device is known at the next log-in
    /// @param completed once it is an event and the orders of guests are taken over; only then it
    ///   may be answered
    public record LogIn(
            SessionTokens tokens,
            String deviceToken,
            Credential credential,
            CompletableFuture<Void> completed) {

        @Override
        public String toString() {
            return "LogIn";
        }
    }

    /// @param code of the second factor, for an account that has one
    /// @param deviceToken as an earlier log-in answered it
    public LogIn logIn(
            String email,
            String password,
            @Nullable String code,
            @Nullable String deviceToken,
            RequestOrigin origin) {
        var emailHash = hashes.of(email);
        var tried =
                transactions.runWithAsynchronousCommit(() -> {
                    var found = credentials.findByEmail(emailHash).orElse(null);
                    return new Tried(found, locks.begin(emailHash, found, deviceToken, origin));
                });
        var credential = tried.credential();
        var attempt = tried.attempt();
        // The hash takes longer. Without an account it is looked up, too, so that it takes as long.
        var account = credential == null ? AccountId.named(emailHash) : credential.accountId();
        var needsSecondFactor = Beside.supply(() -> secondFactors.isActive(account));
        var isRight =
                passwords.matches(
                        password,
                        credential == null ? null : credential.passwordHash().orElse(null));
        if (credential == null || !isRight) {
            locks.failed(attempt, credential == null ? null : credential.accountId(), origin);
            throw new ProblemException(
                    HttpStatus.UNAUTHORIZED,
                    "WRONG_PASSWORD",
                    "No account has this e-mail address and this password.",
                    null);
        }
        if (!credential.isVerified()) {
            throw new ProblemException(
                    HttpStatus.FORBIDDEN,
                    "EMAIL_NOT_VERIFIED",
                    "Use the link in the mail first; POST /api/v1/auth/resend-verification sends it again.",
                    null);
        }
        if (Beside.await(needsSecondFactor)) {
            requireSecondFactor(credential, code, attempt, origin);
        }
        var hash =
                credential.passwordHash().filter(passwords::isOutdated).isPresent()
                        ? passwords.hash(password)
                        : null;
        return letIn(credential, hash, attempt, deviceToken, origin);
    }

    /// Who has a passkey has shown both factors: the key, and themselves to its authenticator. A
    /// refused one counts as a wrong password does.
    ///
    /// @param attempt of which the answer is
    public LogIn logInByPasskey(
            String attempt, Assertion answer, @Nullable String deviceToken, RequestOrigin origin) {
        var challenge = passkeys.takeChallenge(attempt);
        var credential =
                passkeys.ownerOf(answer)
                        .flatMap(account ->
                                transactions.run(() -> credentials.findById(account.value())))
                        .orElseThrow(LogInService::passkeyRefused);
        var tried = locks.begin(credential.emailHash(), credential, deviceToken, origin);
        if (!passkeys.accept(answer, challenge)) {
            locks.failed(tried, credential.accountId(), origin);
            throw passkeyRefused();
        }
        return letIn(credential, null, tried, deviceToken, origin);
    }

    private static ProblemException passkeyRefused() {
        return new ProblemException(
                HttpStatus.UNAUTHORIZED,
                "PASSKEY_REFUSED",
                "No account has this passkey or this is not its answer to this attempt.",
                "credential");
    }

    private LogIn letIn(
            Credential credential,
            @Nullable String hash,
            Attempt attempt,
            @Nullable String deviceToken,
            RequestOrigin origin) {
        requireActive(credential);
        var ordersTaken =
                Beside.run(() ->
                        cipher.open(credential.emailSealed())
                                .ifPresent(
                                        email -> guests.takeOrders(credential.accountId(), email)));
        // A database that crashes right after it may lose the session, and its owner logs in again.
        // The log-in itself is not lost: it is answered once its event is stored.
        var opened =
                transactions.runWithAsynchronousCommit(
                        () -> open(credential, hash, attempt, deviceToken, origin));
        return new LogIn(
                opened.tokens(),
                opened.deviceToken(),
                opened.credential(),
                CompletableFuture.allOf(ordersTaken, recorder.recordBeside(opened.acts())));
    }

    /// A password without its code counts as an attempt, and as none once the code came, too.
    private void requireSecondFactor(
            Credential credential, @Nullable String code, Attempt attempt, RequestOrigin origin) {
        if (code == null) {
            throw new ProblemException(
                    HttpStatus.UNAUTHORIZED,
                    "SECOND_FACTOR_REQUIRED",
                    "Send the code of the app or a recovery code as well, or log in with a passkey.",
                    "code");
        }
        if (!secondFactors.accept(credential.accountId(), code)) {
            locks.failed(attempt, credential.accountId(), origin);
            throw new ProblemException(
                    HttpStatus.UNAUTHORIZED,
                    "WRONG_CODE",
                    "This is neither the code that the app shows now nor an unused recovery code.",
                    "code");
        }
    }

    private static void requireActive(Credential credential) {
        if (credential.isDeactivated()) {
            throw new ProblemException(
                    HttpStatus.FORBIDDEN,
                    "ACCOUNT_DEACTIVATED",
                    "The shop has deactivated this account; write to the shop.",
                    null);
        }
    }

    private Opened open(
            Credential found,
            @Nullable String hash,
            Attempt attempt,
            @Nullable String deviceToken,
            RequestOrigin origin) {
        var now = clock.instant();
        var credential = credentials.findById(found.accountId().value()).orElseThrow();
        requireActive(credential);
        if (hash != null && credential.passwordHash().equals(found.passwordHash())) {
            credential.rehash(hash);
        }
        credential.logIn(now);
        var tokens = sessions.open(credential.accountId(), origin);
        var device = locks.succeeded(attempt, credential, deviceToken);
        var done = new ArrayList<Act>();
        done.add(acts.save(Act.logIn(credential.accountId(), tokens.sessionId(), now)));
        if (device.isNew()) {
            done.add(acts.save(Act.newDevice(credential.accountId(), now)));
        }
        return new Opened(tokens, device.token(), credential, done);
    }
}

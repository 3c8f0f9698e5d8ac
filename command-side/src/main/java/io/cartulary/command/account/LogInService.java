package io.cartulary.command.account;

import io.cartulary.command.account.act.Act;
import io.cartulary.command.account.act.ActRecorder;
import io.cartulary.command.account.act.Acts;
import io.cartulary.command.account.credential.Credential;
import io.cartulary.command.account.credential.Credentials;
import io.cartulary.command.account.credential.EmailHash;
import io.cartulary.command.account.credential.Passwords;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.account.session.SessionService;
import io.cartulary.command.account.session.SessionTokens;
import io.cartulary.web.origin.RequestOrigin;
import io.cartulary.web.problem.ProblemException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Lets in who knows the password of an account.
///
/// A wrong password and an address without an account are answered with the same words after the
/// same work: one hash and one row.
@Component
class LogInService {

    private static final Logger log = LoggerFactory.getLogger(LogInService.class);

    private final Credentials credentials;
    private final Passwords passwords;
    private final EmailHash hashes;
    private final SessionService sessions;
    private final Acts acts;
    private final ActRecorder recorder;
    private final AccountTransactions transactions;
    private final InstantSource clock;

    LogInService(
            Credentials credentials,
            Passwords passwords,
            EmailHash hashes,
            SessionService sessions,
            Acts acts,
            ActRecorder recorder,
            AccountTransactions transactions,
            InstantSource clock) {
        this.credentials = credentials;
        this.passwords = passwords;
        this.hashes = hashes;
        this.sessions = sessions;
        this.acts = acts;
        this.recorder = recorder;
        this.transactions = transactions;
        this.clock = clock;
    }

    private record Opened(SessionTokens tokens, Act act) {}

    SessionTokens logIn(String email, String password, RequestOrigin origin) {
        var credential =
                transactions.run(() -> credentials.findByEmail(hashes.of(email))).orElse(null);
        var isRight =
                passwords.matches(password, credential == null ? null : credential.passwordHash());
        if (credential == null || !isRight) {
            throw refused(credential, origin);
        }
        if (!credential.isVerified()) {
            throw new ProblemException(
                    HttpStatus.FORBIDDEN,
                    "EMAIL_NOT_VERIFIED",
                    "Use the link in the mail first; POST /api/v1/auth/resend-verification sends it again.",
                    null);
        }
        var hash =
                passwords.isOutdated(credential.passwordHash()) ? passwords.hash(password) : null;
        var opened = transactions.run(() -> open(credential, hash, origin));
        recorder.record(List.of(opened.act()));
        return opened.tokens();
    }

    private Opened open(Credential found, @Nullable String hash, RequestOrigin origin) {
        var now = clock.instant();
        var credential = credentials.findById(found.accountId().value()).orElseThrow();
        if (hash != null && credential.passwordHash().equals(found.passwordHash())) {
            credential.rehash(hash);
        }
        credential.logIn(now);
        var tokens = sessions.open(credential.accountId(), origin);
        var act = acts.save(Act.logIn(credential.accountId(), tokens.sessionId(), now));
        return new Opened(tokens, act);
    }

    private ProblemException refused(@Nullable Credential credential, RequestOrigin origin) {
        log.warn("A wrong password, or no account, from {}", origin.address());
        var account = credential == null ? null : credential.accountId();
        transactions.run(() -> acts.save(Act.failedLogIn(account, clock.instant())));
        return new ProblemException(
                HttpStatus.UNAUTHORIZED,
                "WRONG_PASSWORD",
                "No account has this e-mail address and this password.",
                null);
    }
}

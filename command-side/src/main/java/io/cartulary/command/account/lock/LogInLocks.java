package io.cartulary.command.account.lock;

import com.github.f4b6a3.uuid.UuidCreator;
import io.cartulary.command.account.AccountSettings;
import io.cartulary.command.account.act.Act;
import io.cartulary.command.account.act.Acts;
import io.cartulary.command.account.credential.Credential;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.account.token.Secret;
import io.cartulary.events.account.AccountId;
import io.cartulary.web.limit.ClientAddress;
import io.cartulary.web.limit.RateLimitHeaders;
import io.cartulary.web.origin.RequestOrigin;
import io.cartulary.web.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Counts wrong passwords and passkeys, on all nodes together. An attempt counts before it is
/// looked at, so that many at once do not get more of them; whether there is an account is not
/// looked at.
@Component
public class LogInLocks {

    private static final Logger log = LoggerFactory.getLogger(LogInLocks.class);
    private static final String POLICY = "log-ins";

    private final LogInAttempts attempts;
    private final KnownDevices devices;
    private final Acts acts;
    private final AccountTransactions transactions;
    private final AccountSettings settings;
    private final InstantSource clock;

    LogInLocks(
            LogInAttempts attempts,
            KnownDevices devices,
            Acts acts,
            AccountTransactions transactions,
            AccountSettings settings,
            InstantSource clock) {
        this.attempts = attempts;
        this.devices = devices;
        this.acts = acts;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /// One password that is being tried.
    ///
    /// @param isLast whether another one from there has to wait if this one fails
    public record Attempt(String emailHash, String source, boolean isLast) {}

    /// Counts an attempt, or refuses it when there were too many.
    ///
    /// @param credential of the account that has the address
    public Attempt begin(
            String emailHash,
            @Nullable Credential credential,
            @Nullable String deviceToken,
            RequestOrigin origin) {
        return transactions.runWithAsynchronousCommit(() -> {
            var now = clock.instant();
            var since = now.minus(settings.lockPeriod());
            var known = deviceOf(credential, deviceToken).isPresent();
            var source =
                    known
                            ? "device " + Secret.hashOf(String.valueOf(deviceToken))
                            : "address " + ClientAddress.clientOf(origin.address());
            var own = attempts.countFrom(emailHash, source, since);
            require(own, settings.failedLogIns(), now);
            if (!known) {
                require(
                        attempts.countOfStrangers(emailHash, since),
                        settings.failedLogInsOfStrangers(),
                        now);
            }
            attempts.save(
                    new LogInAttempt(
                            UuidCreator.getTimeOrderedEpoch().toString(),
                            emailHash,
                            source,
                            known,
                            now));
            return new Attempt(emailHash, source, own.attempts() + 1 == settings.failedLogIns());
        });
    }

    private void require(LogInAttempts.Count count, int most, Instant now) {
        if (count.attempts() >= most) {
            var first = count.first() == null ? now : count.first();
            throw tooMany(Duration.between(now, first.plus(settings.lockPeriod())));
        }
    }

    private ProblemException tooMany(Duration wait) {
        var limit = new RateLimitHeaders(POLICY, settings.failedLogIns(), settings.lockPeriod());
        return new ProblemException(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "TOO_MANY_ATTEMPTS",
                        "Too many wrong passwords from this address; wait as long as Retry-After says.",
                        null)
                .with(HttpHeaders.RETRY_AFTER, Long.toString(RateLimitHeaders.seconds(wait)))
                .with(RateLimitHeaders.POLICY, limit.policy())
                .with(RateLimitHeaders.STATE, limit.state(0, wait));
    }

    /// @param account that has the address, if there is one
    public void failed(Attempt attempt, @Nullable AccountId account, RequestOrigin origin) {
        log.warn("A wrong password or passkey, or no account, from {}", origin.address());
        transactions.run(() -> {
            acts.save(Act.failedLogIn(account, clock.instant()));
            if (attempt.isLast()) {
                acts.save(Act.lock(account, clock.instant()));
            }
        });
    }

    /// What failed before is forgotten.
    public void succeeded(Attempt attempt) {
        transactions.run(() -> attempts.forget(attempt.emailHash(), attempt.source()));
    }

    /// Within the transaction of a log-in: what failed before it is forgotten.
    ///
    /// @return the token by which the device is known from now on, and whether it is new to an
    ///   account that knows others
    public Device succeeded(Attempt attempt, Credential credential, @Nullable String deviceToken) {
        attempts.forget(attempt.emailHash(), attempt.source());
        var account = credential.accountId().value();
        if (deviceToken != null
                && devices.use(Secret.hashOf(deviceToken), account, clock.instant()) == 1) {
            return new Device(deviceToken, false);
        }
        var knowsOthers = devices.existsByAccountId(account);
        var secret = Secret.next();
        devices.save(new KnownDevice(secret.hash(), account, clock.instant()));
        return new Device(secret.text(), knowsOthers);
    }

    /// @param token is sent with the next log-in
    public record Device(String token, boolean isNew) {

        @Override
        public String toString() {
            return "Device";
        }
    }

    private Optional<KnownDevice> deviceOf(
            @Nullable Credential credential, @Nullable String deviceToken) {
        // Looked up without an account, too, so that it takes as long.
        return Optional.ofNullable(deviceToken)
                .flatMap(token -> devices.findById(Secret.hashOf(token)))
                .filter(device ->
                        credential != null
                                && device.accountId().equals(credential.accountId().value()));
    }

    public List<LockedAccount> findLocked(@Nullable AccountId after, int most) {
        return transactions.run(() ->
                attempts.findLocked(
                        clock.instant().minus(settings.lockPeriod()),
                        after == null ? "" : after.value(),
                        settings.failedLogIns(),
                        Limit.of(most)));
    }

    /// Within a transaction.
    public void lift(Credential credential) {
        attempts.forgetAll(credential.emailHash());
    }

    void forgetOld() {
        transactions.run(() -> attempts.forgetBefore(clock.instant().minus(settings.lockPeriod())));
    }
}

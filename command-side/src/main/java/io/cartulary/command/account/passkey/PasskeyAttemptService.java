package io.cartulary.command.account.passkey;

import io.cartulary.command.account.AccountRejection;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.account.token.Secret;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.account.AccountId;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes challenges and takes them back. They are rows and in no HTTP session: any node takes the
/// answer, and one answer only.
@Component
class PasskeyAttemptService {

    /// As long as an owner may take to find their authenticator.
    static final Duration VALID_FOR = Duration.ofMinutes(5);

    private final PasskeyAttempts attempts;
    private final AccountTransactions transactions;
    private final InstantSource clock;

    PasskeyAttemptService(
            PasskeyAttempts attempts, AccountTransactions transactions, InstantSource clock) {
        this.attempts = attempts;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// @param secret is sent back with the answer
    /// @param challenge is signed
    record Begun(String secret, String challenge) {

        @Override
        public String toString() {
            return "Begun";
        }
    }

    Begun beginLogIn() {
        return begin(null, null);
    }

    /// In place of one that its owner did not finish.
    Begun beginPasskey(AccountId account, String userHandle) {
        return begin(account, userHandle);
    }

    private Begun begin(@Nullable AccountId account, @Nullable String userHandle) {
        return transactions.run(() -> {
            if (account != null) {
                attempts.removeAll(account.value());
            }
            var secret = Secret.next();
            var challenge = Secret.next().text();
            attempts.save(
                    new PasskeyAttempt(
                            secret.hash(),
                            account,
                            userHandle,
                            challenge,
                            clock.instant().plus(VALID_FOR)));
            return new Begun(secret.text(), challenge);
        });
    }

    /// Uses an attempt up, whether or not its answer turns out to be right.
    ///
    /// @param account that it has to be of; absent for a log-in
    PasskeyAttempt take(String secret, @Nullable AccountId account) {
        var hash = Secret.hashOf(secret);
        return transactions.run(() ->
                attempts.findById(hash)
                        .filter(attempt -> attempt.isOf(account, clock.instant()))
                        .filter(_ -> attempts.use(hash) == 1)
                        .orElseThrow(() ->
                                new CommandRejected(AccountRejection.PASSKEY_ATTEMPT_INVALID)));
    }

    void forgetOld() {
        transactions.run(() -> attempts.forgetBefore(clock.instant()));
    }
}

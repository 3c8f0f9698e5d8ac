package io.cartulary.command.account.token;

import io.cartulary.command.account.AccountRejection;
import io.cartulary.command.account.AccountSettings;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.account.AccountId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Issues what mails carry, and takes it back.
@Component
public class OneTimeTokenService {

    private static final Duration HOUR = Duration.ofHours(1);

    private final OneTimeTokens tokens;
    private final AccountTransactions transactions;
    private final AccountSettings settings;
    private final InstantSource clock;

    OneTimeTokenService(
            OneTimeTokens tokens,
            AccountTransactions transactions,
            AccountSettings settings,
            InstantSource clock) {
        this.tokens = tokens;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /// Nothing when the account got as many as it may within an hour: no one's mailbox is filled
    /// from here.
    public Optional<Secret> issue(AccountId account, Purpose purpose) {
        return transactions.run(() -> {
            var now = clock.instant();
            var issued = tokens.countByAccountIdAndIssuedAtAfter(account.value(), now.minus(HOUR));
            if (issued >= settings.mailsPerHour()) {
                return Optional.empty();
            }
            var secret = Secret.next();
            tokens.save(
                    new OneTimeToken(
                            secret.hash(), account, purpose, now, now.plus(validFor(purpose))));
            return Optional.of(secret);
        });
    }

    /// Whether the account has one that can still be used.
    public boolean isOpen(AccountId account, Purpose purpose) {
        return transactions.run(() ->
                tokens.existsByAccountIdAndPurposeAndExpiresAtAfter(
                        account.value(), purpose, clock.instant()));
    }

    private Duration validFor(Purpose purpose) {
        return switch (purpose) {
            case RESET_PASSWORD -> settings.resetFor();
            case ACCEPT_INVITATION -> settings.verifyFor();
            case VERIFY_EMAIL, CONFIRM_NEW_EMAIL -> settings.linkFor();
        };
    }

    /// Whose token it is. It stays until [#spend], so that what it allows can be repeated when it
    /// was cut off.
    public AccountId ownerOf(String token, Purpose purpose) {
        return transactions
                .run(() -> tokens.findById(Secret.hashOf(token)))
                .filter(found -> found.isFor(purpose, clock.instant()))
                .map(OneTimeToken::accountId)
                .orElseThrow(() -> new CommandRejected(AccountRejection.LINK_INVALID));
    }

    /// Forgets those that can no longer be used.
    public void forgetOld() {
        transactions.run(() -> tokens.forgetBefore(clock.instant()));
    }

    /// Takes back all of an account's tokens for a purpose, within a transaction.
    public void spend(AccountId account, Purpose purpose) {
        tokens.removeAll(account.value(), purpose);
    }
}

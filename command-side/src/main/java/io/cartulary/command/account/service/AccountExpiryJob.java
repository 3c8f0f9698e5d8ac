package io.cartulary.command.account.service;

import io.cartulary.command.account.AccountSettings;
import io.cartulary.command.account.credential.Credentials;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.account.session.SessionService;
import io.cartulary.command.account.token.OneTimeTokenService;
import io.cartulary.command.expiry.PollingJob;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/// Deletes what no longer lets anyone log in: old sessions and links, and accounts whose address
/// was not verified in time.
@Component
class AccountExpiryJob extends PollingJob {

    private static final Duration EVERY = Duration.ofMinutes(10);

    private final SessionService sessions;
    private final OneTimeTokenService tokens;
    private final Credentials credentials;
    private final AccountTransactions transactions;
    private final AccountSettings settings;
    private final InstantSource clock;

    AccountExpiryJob(
            SessionService sessions,
            OneTimeTokenService tokens,
            Credentials credentials,
            AccountTransactions transactions,
            AccountSettings settings,
            InstantSource clock) {
        super("accounts", EVERY);
        this.sessions = sessions;
        this.tokens = tokens;
        this.credentials = credentials;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected void poll() {
        sessions.forgetOld();
        tokens.forgetOld();
        transactions.run(
                () -> credentials.forgetUnverified(clock.instant().minus(settings.verifyFor())));
    }
}

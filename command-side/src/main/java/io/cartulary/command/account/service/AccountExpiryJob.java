package io.cartulary.command.account.service;

import io.cartulary.command.account.AccountSettings;
import io.cartulary.command.account.credential.Credentials;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.account.passkey.PasskeyService;
import io.cartulary.command.account.session.SessionService;
import io.cartulary.command.account.token.OneTimeTokenService;
import io.cartulary.command.expiry.PollingJob;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/// Deletes what no longer lets anyone log in: old sessions, links and challenges, and accounts
/// whose address was not verified in time.
@Component
class AccountExpiryJob extends PollingJob {

    private static final Duration EVERY = Duration.ofMinutes(10);

    private final SessionService sessions;
    private final OneTimeTokenService tokens;
    private final PasskeyService passkeys;
    private final Credentials credentials;
    private final AccountTransactions transactions;
    private final AccountSettings settings;
    private final InstantSource clock;

    AccountExpiryJob(
            SessionService sessions,
            OneTimeTokenService tokens,
            PasskeyService passkeys,
            Credentials credentials,
            AccountTransactions transactions,
            AccountSettings settings,
            InstantSource clock) {
        super("accounts", EVERY);
        this.sessions = sessions;
        this.tokens = tokens;
        this.passkeys = passkeys;
        this.credentials = credentials;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected void poll() {
        sessions.forgetOld();
        tokens.forgetOld();
        passkeys.forgetOld();
        transactions.run(
                () -> credentials.forgetUnverified(clock.instant().minus(settings.verifyFor())));
    }
}

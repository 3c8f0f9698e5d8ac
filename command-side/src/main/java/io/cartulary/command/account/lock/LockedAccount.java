package io.cartulary.command.account.lock;

import io.cartulary.events.account.AccountId;
import java.time.Instant;

/// An account of which somebody guesses the password.
///
/// @param failures wrong passwords within the period that counts
public record LockedAccount(AccountId accountId, Instant lastFailureAt, long failures) {

    /// As a query answers it.
    public LockedAccount(String accountId, Instant lastFailureAt, Long failures) {
        this(new AccountId(accountId), lastFailureAt, failures);
    }
}

package io.cartulary.command.account.passkey;

import io.cartulary.events.account.AccountId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What an authenticator was asked to sign, to make a passkey for an account or to log in. Who
/// answers shows by a secret that they are who asked.
@Entity
class PasskeyAttempt {

    @Id private String attemptHash;
    private @Nullable String accountId;
    private @Nullable String userHandle;
    private String challenge;
    private Instant expiresAt;
    @Version private @Nullable Integer version;

    protected PasskeyAttempt() {}

    /// @param accountId for which a passkey is to be made; absent for a log-in
    /// @param userHandle what its authenticator is to know the account by; absent for a log-in
    PasskeyAttempt(
            String attemptHash,
            @Nullable AccountId accountId,
            @Nullable String userHandle,
            String challenge,
            Instant expiresAt) {
        this.attemptHash = attemptHash;
        this.accountId = accountId == null ? null : accountId.value();
        this.userHandle = userHandle;
        this.challenge = challenge;
        this.expiresAt = expiresAt;
    }

    boolean isOf(@Nullable AccountId account, Instant now) {
        return Objects.equals(accountId, account == null ? null : account.value())
                && expiresAt.isAfter(now);
    }

    /// Of one that is to make a passkey.
    String userHandle() {
        return Objects.requireNonNull(userHandle);
    }

    String challenge() {
        return challenge;
    }
}

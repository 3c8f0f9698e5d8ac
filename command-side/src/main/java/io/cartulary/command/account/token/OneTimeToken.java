package io.cartulary.command.account.token;

import io.cartulary.events.account.AccountId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Proves once that who has it reads the mails of an account's owner.
@Entity
class OneTimeToken {

    @Id private String tokenHash;
    private String accountId;

    @Enumerated(EnumType.STRING)
    private Purpose purpose;

    private Instant issuedAt;
    private Instant expiresAt;
    @Version private @Nullable Integer version;

    protected OneTimeToken() {}

    OneTimeToken(
            String tokenHash,
            AccountId account,
            Purpose purpose,
            Instant issuedAt,
            Instant expiresAt) {
        this.tokenHash = tokenHash;
        this.accountId = account.value();
        this.purpose = purpose;
        this.issuedAt = issuedAt;
        this.expiresAt = expiresAt;
    }

    AccountId accountId() {
        return new AccountId(accountId);
    }

    boolean isFor(Purpose wanted, Instant now) {
        return purpose == wanted && expiresAt.isAfter(now);
    }
}

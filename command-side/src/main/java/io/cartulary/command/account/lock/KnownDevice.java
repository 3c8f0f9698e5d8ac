package io.cartulary.command.account.lock;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A device from which an account's owner logged in.
@Entity
class KnownDevice {

    @Id private String tokenHash;
    private String accountId;
    private Instant lastUsedAt;
    @Version private @Nullable Integer version;

    protected KnownDevice() {}

    KnownDevice(String tokenHash, String accountId, Instant lastUsedAt) {
        this.tokenHash = tokenHash;
        this.accountId = accountId;
        this.lastUsedAt = lastUsedAt;
    }

    String accountId() {
        return accountId;
    }
}

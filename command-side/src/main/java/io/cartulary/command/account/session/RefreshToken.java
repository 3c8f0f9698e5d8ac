package io.cartulary.command.account.session;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one use of a session is bought with.
@Entity
class RefreshToken {

    @Id private String tokenHash;
    private String sessionId;
    private Instant expiresAt;
    private @Nullable Instant replacedAt;
    @Version private @Nullable Integer version;

    protected RefreshToken() {}

    RefreshToken(String tokenHash, String sessionId, Instant expiresAt) {
        this.tokenHash = tokenHash;
        this.sessionId = sessionId;
        this.expiresAt = expiresAt;
    }

    String sessionId() {
        return sessionId;
    }

    boolean isExpired(Instant now) {
        return !expiresAt.isAfter(now);
    }

    boolean wasReplacedBefore(Instant time) {
        return replacedAt != null && replacedAt.isBefore(time);
    }

    void replace(Instant now) {
        if (replacedAt == null) {
            replacedAt = now;
        }
    }
}

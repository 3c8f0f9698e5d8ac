package io.cartulary.command.account.session;

import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.SessionId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One log-in, on one device.
@Entity
class Session {

    @Id private String sessionId;
    private String accountId;
    private String placeSealed;
    private Instant startedAt;
    private Instant lastUsedAt;
    private @Nullable Instant endedAt;
    @Version private @Nullable Integer version;

    protected Session() {}

    Session(SessionId session, AccountId account, String placeSealed, Instant now) {
        this.sessionId = session.value();
        this.accountId = account.value();
        this.placeSealed = placeSealed;
        this.startedAt = now;
        this.lastUsedAt = now;
    }

    SessionId sessionId() {
        return new SessionId(sessionId);
    }

    AccountId accountId() {
        return new AccountId(accountId);
    }

    String placeSealed() {
        return placeSealed;
    }

    Instant startedAt() {
        return startedAt;
    }

    Instant lastUsedAt() {
        return lastUsedAt;
    }

    boolean hasEnded() {
        return endedAt != null;
    }

    boolean isIdleSince(Instant time) {
        return lastUsedAt.isBefore(time);
    }

    boolean isStartedBefore(Instant time) {
        return startedAt.isBefore(time);
    }

    void use(String placeSealed, Instant now) {
        this.placeSealed = placeSealed;
        this.lastUsedAt = now;
    }

    void end(Instant now) {
        endedAt = now;
    }
}

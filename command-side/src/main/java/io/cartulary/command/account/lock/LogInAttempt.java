package io.cartulary.command.account.lock;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One log-in that was tried and did not succeed, or not yet.
@Entity
class LogInAttempt {

    @Id private String attemptId;
    private String emailHash;
    private String source;
    private boolean knownDevice;
    private Instant triedAt;
    @Version private @Nullable Integer version;

    protected LogInAttempt() {}

    LogInAttempt(
            String attemptId,
            String emailHash,
            String source,
            boolean knownDevice,
            Instant triedAt) {
        this.attemptId = attemptId;
        this.emailHash = emailHash;
        this.source = source;
        this.knownDevice = knownDevice;
        this.triedAt = triedAt;
    }
}

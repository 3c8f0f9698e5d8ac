package io.cartulary.command.account.factor;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The secret that an account's owner and their authenticator app share with us. It counts once a
/// code showed that the app has it.
@Entity
class SecondFactor {

    @Id private String accountId;
    private String secretSealed;
    private @Nullable Instant confirmedAt;

    /// Of the last code that was accepted: neither it nor an older one is accepted again.
    private long lastStep;

    @Version private @Nullable Integer version;

    protected SecondFactor() {}

    SecondFactor(String accountId, String secretSealed) {
        this.accountId = accountId;
        this.secretSealed = secretSealed;
    }

    String secretSealed() {
        return secretSealed;
    }

    boolean isConfirmed() {
        return confirmedAt != null;
    }

    long lastStep() {
        return lastStep;
    }

    /// Another secret in place of one that was never confirmed.
    void replaceSecret(String secretSealed) {
        this.secretSealed = secretSealed;
    }

    void confirm(Instant now) {
        confirmedAt = now;
    }
}

package io.cartulary.command.account.factor;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/// Good for one log-in in place of a code of the app.
@Entity
class RecoveryCode {

    @Id private String codeHash;
    private String accountId;
    @Version private @Nullable Integer version;

    protected RecoveryCode() {}

    RecoveryCode(String codeHash, String accountId) {
        this.codeHash = codeHash;
        this.accountId = accountId;
    }
}

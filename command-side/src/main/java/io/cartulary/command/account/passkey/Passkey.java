package io.cartulary.command.account.passkey;

import io.cartulary.command.account.passkey.PasskeyVerifier.Made;
import io.cartulary.command.account.passkey.PasskeyVerifier.Use;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.PasskeyId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A key that an authenticator holds for an account.
@Entity
class Passkey {

    @Id private String passkeyId;
    private String accountId;
    private String userHandle;
    private String credentialId;
    private byte[] credentialData;
    private long signCount;
    private boolean backupEligible;
    private boolean backedUp;
    private String nameSealed;
    private Instant addedAt;
    private @Nullable Instant lastUsedAt;
    @Version private @Nullable Integer version;

    protected Passkey() {}

    Passkey(
            PasskeyId passkeyId,
            AccountId account,
            String userHandle,
            Made made,
            String nameSealed,
            Instant addedAt) {
        this.passkeyId = passkeyId.value();
        this.accountId = account.value();
        this.userHandle = userHandle;
        this.credentialId = made.credentialId();
        this.credentialData = made.credentialData();
        this.signCount = made.signCount();
        this.backupEligible = made.backupEligible();
        this.backedUp = made.backedUp();
        this.nameSealed = nameSealed;
        this.addedAt = addedAt;
    }

    PasskeyId passkeyId() {
        return new PasskeyId(passkeyId);
    }

    AccountId accountId() {
        return new AccountId(accountId);
    }

    /// What authenticators know the account by.
    String userHandle() {
        return userHandle;
    }

    /// As its authenticator calls it.
    String credentialId() {
        return credentialId;
    }

    /// With the public key, as WebAuthn lays it out.
    byte[] credentialData() {
        return credentialData;
    }

    /// How often it was used, where its authenticator counts that; else 0.
    long signCount() {
        return signCount;
    }

    boolean isBackupEligible() {
        return backupEligible;
    }

    /// Whether other devices of its owner have it, too.
    boolean isBackedUp() {
        return backedUp;
    }

    String nameSealed() {
        return nameSealed;
    }

    void rename(String nameSealed) {
        this.nameSealed = nameSealed;
    }

    Instant addedAt() {
        return addedAt;
    }

    Optional<Instant> lastUsedAt() {
        return Optional.ofNullable(lastUsedAt);
    }

    void use(Use use, Instant now) {
        signCount = use.signCount();
        backedUp = use.backedUp();
        lastUsedAt = now;
    }
}

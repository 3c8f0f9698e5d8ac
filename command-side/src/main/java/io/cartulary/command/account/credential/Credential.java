package io.cartulary.command.account.credential;

import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.Role;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one account's owner logs in with.
@Entity
public class Credential {

    @Id private String accountId;
    private String emailHash;
    private String emailSealed;
    private @Nullable String passwordHash;
    private String language;

    @Enumerated(EnumType.STRING)
    private Role role;

    @Enumerated(EnumType.STRING)
    private @Nullable Role invitedRole;

    private @Nullable String newEmailHash;
    private @Nullable String newEmailSealed;
    private Instant createdAt;
    private @Nullable Instant verifiedAt;
    private @Nullable Instant deactivatedAt;
    private @Nullable Instant lastLogInAt;
    @Version private @Nullable Integer version;

    protected Credential() {}

    /// @param passwordHash absent until an invitation is accepted
    public Credential(
            AccountId accountId,
            String emailHash,
            String emailSealed,
            @Nullable String passwordHash,
            String language,
            Instant createdAt) {
        this.accountId = accountId.value();
        this.emailHash = emailHash;
        this.emailSealed = emailSealed;
        this.passwordHash = passwordHash;
        this.language = language;
        this.role = Role.CUSTOMER;
        this.createdAt = createdAt;
    }

    public AccountId accountId() {
        return new AccountId(accountId);
    }

    public String emailHash() {
        return emailHash;
    }

    public String emailSealed() {
        return emailSealed;
    }

    public Optional<String> passwordHash() {
        return Optional.ofNullable(passwordHash);
    }

    public String language() {
        return language;
    }

    public Role role() {
        return role;
    }

    /// What its owner is asked to be.
    public Optional<Role> invitedRole() {
        return Optional.ofNullable(invitedRole);
    }

    public void invite(Role role) {
        invitedRole = role;
    }

    public void withdrawInvitation() {
        invitedRole = null;
    }

    /// @param role of staff, or that of a customer
    public void appoint(Role role) {
        this.role = role;
        invitedRole = null;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Optional<Instant> verifiedAt() {
        return Optional.ofNullable(verifiedAt);
    }

    public boolean isVerified() {
        return verifiedAt != null;
    }

    public boolean isDeactivated() {
        return deactivatedAt != null;
    }

    public void deactivate(Instant now) {
        deactivatedAt = now;
    }

    public void activate() {
        deactivatedAt = null;
    }

    public Optional<Instant> lastLogInAt() {
        return Optional.ofNullable(lastLogInAt);
    }

    public void verify(Instant now) {
        if (verifiedAt == null) {
            verifiedAt = now;
        }
    }

    /// The same password, hashed as passwords are hashed today.
    public void rehash(String passwordHash) {
        this.passwordHash = passwordHash;
    }

    public void changePassword(String passwordHash) {
        this.passwordHash = passwordHash;
    }

    /// An address that its owner wants to move to.
    public record NewEmail(String hash, String sealed) {}

    public Optional<NewEmail> newEmail() {
        return newEmailHash == null || newEmailSealed == null
                ? Optional.empty()
                : Optional.of(new NewEmail(newEmailHash, newEmailSealed));
    }

    public void waitForEmail(String hash, String sealed) {
        newEmailHash = hash;
        newEmailSealed = sealed;
    }

    public void takeNewEmail() {
        newEmail()
                .ifPresent(email -> {
                    emailHash = email.hash();
                    emailSealed = email.sealed();
                    newEmailHash = null;
                    newEmailSealed = null;
                });
    }

    /// @param language of mails from now on
    public void writeIn(String language) {
        this.language = language;
    }

    public void logIn(Instant now) {
        lastLogInAt = now;
    }
}

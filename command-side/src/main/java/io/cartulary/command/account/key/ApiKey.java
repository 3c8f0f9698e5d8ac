package io.cartulary.command.account.key;

import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.ApiKeyId;
import io.cartulary.web.access.Permission;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What one machine may do, and the hash of what it proves itself by.
@Entity
class ApiKey {

    private static final String BETWEEN_SCOPES = " ";

    @Id private String keyId;
    private String name;
    private String secretHash;
    private String scopes;
    private @Nullable String issuedBy;
    private Instant issuedAt;
    private @Nullable Instant expiresAt;
    private @Nullable Instant lastUsedAt;
    private @Nullable Instant revokedAt;
    @Version private @Nullable Integer version;

    protected ApiKey() {}

    /// @param issuedBy absent for the one that the configuration names
    ApiKey(
            ApiKeyId key,
            String name,
            String secretHash,
            Set<Permission> scopes,
            @Nullable AccountId issuedBy,
            Instant issuedAt,
            @Nullable Instant expiresAt) {
        this.keyId = key.value();
        this.name = name;
        this.secretHash = secretHash;
        this.scopes = inOrder(scopes);
        this.issuedBy = issuedBy == null ? null : issuedBy.value();
        this.issuedAt = issuedAt;
        this.expiresAt = expiresAt;
    }

    ApiKeyId keyId() {
        return new ApiKeyId(keyId);
    }

    String name() {
        return name;
    }

    Set<Permission> scopes() {
        return Arrays.stream(scopes.split(BETWEEN_SCOPES))
                .map(Permission::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    Optional<AccountId> issuedBy() {
        return Optional.ofNullable(issuedBy).map(AccountId::new);
    }

    Instant issuedAt() {
        return issuedAt;
    }

    Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    Optional<Instant> lastUsedAt() {
        return Optional.ofNullable(lastUsedAt);
    }

    Optional<Instant> revokedAt() {
        return Optional.ofNullable(revokedAt);
    }

    boolean isValid(Instant now) {
        return revokedAt == null && (expiresAt == null || expiresAt.isAfter(now));
    }

    boolean isFor(String secretHash, Set<Permission> scopes) {
        return this.secretHash.equals(secretHash) && this.scopes.equals(inOrder(scopes));
    }

    void use(Instant now) {
        lastUsedAt = now;
    }

    void revoke(Instant now) {
        revokedAt = now;
    }

    /// Another secret: what was done to the one before does not hold for it.
    void replace(String secretHash, Set<Permission> scopes, Instant now) {
        if (!this.secretHash.equals(secretHash)) {
            revokedAt = null;
            issuedAt = now;
        }
        this.secretHash = secretHash;
        this.scopes = inOrder(scopes);
    }

    private static String inOrder(Set<Permission> scopes) {
        return scopes.stream()
                .sorted()
                .map(Permission::name)
                .collect(Collectors.joining(BETWEEN_SCOPES));
    }
}

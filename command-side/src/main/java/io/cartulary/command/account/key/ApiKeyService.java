package io.cartulary.command.account.key;

import io.cartulary.command.account.AccountRejection;
import io.cartulary.command.account.act.Act;
import io.cartulary.command.account.act.ActRecorder;
import io.cartulary.command.account.act.Acts;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.account.token.Secret;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.ApiKeyId;
import io.cartulary.web.access.Permission;
import io.cartulary.web.access.token.AccessTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Issues keys, takes them back, and looks up whose one is.
@Component
class ApiKeyService {

    /// Shows what it is to those who search code and logs for secrets.
    private static final String PREFIX = "ck_";

    private final ApiKeys keys;
    private final Acts acts;
    private final ActRecorder recorder;
    private final AccountTransactions transactions;
    private final InstantSource clock;

    ApiKeyService(
            ApiKeys keys,
            Acts acts,
            ActRecorder recorder,
            AccountTransactions transactions,
            InstantSource clock) {
        this.keys = keys;
        this.acts = acts;
        this.recorder = recorder;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Its text is in one answer and not kept, so that a repeated request cannot get it again: one
    /// that comes twice makes one key, by its name.
    ///
    /// @param issuer the member of staff who asks for it
    /// @return the key itself, which is not kept
    String issue(
            ApiKeyId key,
            String name,
            Set<Permission> scopes,
            @Nullable Instant expiresAt,
            AccountId issuer) {
        if (scopes.stream().anyMatch(Permission::isForPeople)) {
            throw new CommandRejected(AccountRejection.SCOPE_FOR_PEOPLE);
        }
        if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
            throw new CommandRejected(AccountRejection.EXPIRY_PAST);
        }
        var text = PREFIX + Secret.next().text();
        recorder.record(
                transactions.run(() -> {
                    var now = clock.instant();
                    if (keys.existsByNameAndRevokedAtIsNullAndIssuedByIsNotNull(name)) {
                        throw new CommandRejected(AccountRejection.KEY_NAME_TAKEN);
                    }
                    keys.save(
                            new ApiKey(
                                    key,
                                    name,
                                    Secret.hashOf(text),
                                    scopes,
                                    issuer,
                                    now,
                                    expiresAt));
                    return List.of(acts.save(Act.apiKeyIssue(issuer, key, now)));
                }));
        return text;
    }

    /// To revoke one again changes nothing.
    void revoke(ApiKeyId key, AccountId revoker) {
        recorder.record(
                transactions.run(() -> {
                    var now = clock.instant();
                    return keys
                            .findById(key.value())
                            .filter(found -> found.revokedAt().isEmpty())
                            .map(found -> {
                                found.revoke(now);
                                return acts.save(Act.apiKeyRevocation(revoker, key, now));
                            })
                            .stream()
                            .toList();
                }));
    }

    /// Whose key it is, if it can be used; notes its use.
    Optional<ApiKey> use(String text) {
        return transactions.run(() -> {
            var now = clock.instant();
            var found = keys.findBySecretHash(Secret.hashOf(text)).filter(key -> key.isValid(now));
            found.ifPresent(key -> key.use(now));
            return found;
        });
    }

    /// No token outlives its key.
    Duration tokenValidFor(ApiKey key) {
        return key.expiresAt()
                .map(expiry -> Duration.between(clock.instant(), expiry))
                .filter(left -> left.compareTo(AccessTokens.VALID_FOR) < 0)
                .orElse(AccessTokens.VALID_FOR);
    }

    List<ApiKey> findAll() {
        return transactions.run(() -> keys.findAllByOrderByIssuedAt());
    }
}

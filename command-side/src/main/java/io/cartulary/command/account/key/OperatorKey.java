package io.cartulary.command.account.key;

import io.cartulary.command.account.AccountSettings;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.account.token.Secret;
import io.cartulary.events.account.ApiKeyId;
import java.time.InstantSource;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The key that is deployed together with the shop, for what belongs to it: `./start import`,
/// Prometheus. It is a row like others and can be revoked; another secret in the configuration is
/// another key in its place.
@Component
class OperatorKey {

    private static final ApiKeyId KEY = new ApiKeyId("key-operator");

    private final ApiKeys keys;
    private final AccountTransactions transactions;
    private final AccountSettings settings;
    private final InstantSource clock;

    OperatorKey(
            ApiKeys keys,
            AccountTransactions transactions,
            AccountSettings settings,
            InstantSource clock) {
        this.keys = keys;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void provide() {
        var secret = settings.operatorKey();
        if (secret == null) {
            return;
        }
        var hash = Secret.hashOf(secret);
        var scopes = settings.operatorScopes();
        transactions.run(() -> {
            var now = clock.instant();
            keys.findById(KEY.value())
                    .ifPresentOrElse(
                            key -> {
                                if (!key.isFor(hash, scopes)) {
                                    key.replace(hash, scopes, now);
                                }
                            },
                            () ->
                                    keys.save(
                                            new ApiKey(
                                                    KEY,
                                                    "operator",
                                                    hash,
                                                    scopes,
                                                    null,
                                                    now,
                                                    null)));
        });
    }
}

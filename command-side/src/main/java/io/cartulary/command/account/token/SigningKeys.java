package io.cartulary.command.account.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.cartulary.command.account.AccountSettings;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The keys that sign access tokens on all nodes. Time is cut into rotations of equal length; the
/// first who needs the key of a rotation makes it, and the one before stays valid for what it
/// signed.
@Component
public class SigningKeys implements JWKSource<SecurityContext> {

    /// By which the private parts are sealed, beside the keys of persons.
    private static final String SEALED_FOR = "signing-keys";

    /// Another node may have made a key since.
    private static final Duration READ_AFTER = Duration.ofMinutes(1);

    private static final Duration READ_FOR_UNKNOWN_AFTER = Duration.ofSeconds(1);

    private final SigningKeyRows rows;
    private final AccountTransactions transactions;
    private final PersonalDataCipher cipher;
    private final AccountSettings settings;
    private final InstantSource clock;
    private volatile @Nullable Known known;

    SigningKeys(
            SigningKeyRows rows,
            AccountTransactions transactions,
            PersonalDataCipher cipher,
            AccountSettings settings,
            InstantSource clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.cipher = cipher;
        this.settings = settings;
        this.clock = clock;
    }

    /// @param keys the newest first
    private record Known(List<ECKey> keys, long rotation, Instant readAt) {}

    /// The key that signs now.
    ECKey current() {
        return upToDate(READ_AFTER).keys().getFirst();
    }

    /// What others check signatures by.
    public List<ECKey> published() {
        return upToDate(READ_AFTER).keys().stream().map(ECKey::toPublicJWK).toList();
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        var found = selector.select(new JWKSet(List.copyOf(upToDate(READ_AFTER).keys())));
        return found.isEmpty()
                ? selector.select(new JWKSet(List.copyOf(upToDate(READ_FOR_UNKNOWN_AFTER).keys())))
                : found;
    }

    private Known upToDate(Duration readAfter) {
        var now = clock.instant();
        var rotation = now.toEpochMilli() / settings.rotateKeys().toMillis();
        var have = known;
        if (have == null
                || have.rotation() != rotation
                || have.readAt().plus(readAfter).isBefore(now)) {
            have = new Known(transactions.run(() -> read(rotation)), rotation, now);
            known = have;
        }
        return have;
    }

    private List<ECKey> read(long rotation) {
        var found = rows.findByRotationGreaterThanEqualOrderByRotationDesc(rotation - 1);
        if (found.isEmpty() || found.getFirst().rotation() < rotation) {
            rows.save(fresh(rotation));
            rows.deleteByRotationLessThan(rotation - 1);
            found = rows.findByRotationGreaterThanEqualOrderByRotationDesc(rotation - 1);
        }
        return found.stream().map(SigningKey::keySealed).map(this::opened).toList();
    }

    private SigningKey fresh(long rotation) {
        try {
            var key =
                    new ECKeyGenerator(Curve.P_256)
                            .algorithm(JWSAlgorithm.ES256)
                            .keyUse(KeyUse.SIGNATURE)
                            .keyIDFromThumbprint(true)
                            .generate();
            return new SigningKey(
                    key.getKeyID(), rotation, cipher.seal(SEALED_FOR, key.toJSONString()));
        } catch (JOSEException e) {
            throw new IllegalStateException("P-256 is part of every Java platform", e);
        }
    }

    private ECKey opened(String sealed) {
        try {
            return ECKey.parse(
                    cipher.open(sealed)
                            .orElseThrow(() ->
                                    new IllegalStateException("The signing keys' key is gone")));
        } catch (ParseException e) {
            throw new IllegalStateException("A signing key cannot be read", e);
        }
    }
}

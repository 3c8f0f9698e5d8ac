package io.cartulary.command.account.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.VerificationException;
import io.cartulary.command.account.passkey.PasskeyAnswer.Assertion;
import io.cartulary.command.account.passkey.PasskeyAnswer.NewCredential;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Reads what authenticators answer, and checks what they signed: for which challenge, origin and
/// relying party, that its owner was there and verified, and with which key. All of that is
/// webauthn4j's. Of which make an authenticator is, is not asked (attestation `none`).
@Component
class PasskeyVerifier {

    private static final Logger log = LoggerFactory.getLogger(PasskeyVerifier.class);

    /// With which authenticators may sign, the preferred one first: ES256, Ed25519, RS256.
    static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(
                    COSEAlgorithmIdentifier.ES256,
                    COSEAlgorithmIdentifier.EdDSA,
                    COSEAlgorithmIdentifier.RS256);

    private static final List<PublicKeyCredentialParameters> PARAMETERS =
            ALGORITHMS.stream()
                    .map(algorithm ->
                            new PublicKeyCredentialParameters(
                                    PublicKeyCredentialType.PUBLIC_KEY, algorithm))
                    .toList();

    private final RelyingParty shop;
    private final WebAuthnManager webAuthn;
    private final AttestedCredentialDataConverter credentialData;

    PasskeyVerifier(RelyingParty shop) {
        this.shop = shop;
        var converter = new ObjectConverter();
        this.webAuthn = WebAuthnManager.createNonStrictWebAuthnManager(converter);
        this.credentialData = new AttestedCredentialDataConverter(converter);
    }

    /// What an authenticator made.
    record Made(
            String credentialId,
            byte[] credentialData,
            long signCount,
            boolean backupEligible,
            boolean backedUp) {}

    /// What a log-in changes of a passkey.
    record Use(long signCount, boolean backedUp) {}

    /// Nothing where the answer cannot be read or is not one to this challenge.
    Optional<Made> verify(NewCredential answer, String challenge) {
        return read(() -> webAuthn.parse(requestOf(answer)))
                .filter(data ->
                        holds(() ->
                                webAuthn.verify(
                                        data,
                                        new RegistrationParameters(
                                                serverProperty(challenge),
                                                PARAMETERS,
                                                true,
                                                true))))
                .flatMap(data -> read(() -> made(data)));
    }

    private static RegistrationRequest requestOf(NewCredential answer) {
        var response = answer.response();
        return new RegistrationRequest(
                decode(response.attestationObject()), decode(response.clientDataJSON()));
    }

    /// A key that is no point of its curve is found when it is asked for.
    private Made made(RegistrationData data) {
        var authenticator =
                Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
        var credential = Objects.requireNonNull(authenticator.getAttestedCredentialData());
        Objects.requireNonNull(credential.getCOSEKey().getPublicKey());
        return new Made(
                encode(credential.getCredentialId()),
                credentialData.convert(credential),
                authenticator.getSignCount(),
                authenticator.isFlagBE(),
                authenticator.isFlagBS());
    }

    /// Nothing where the answer cannot be read, is not one to this challenge or was not signed with
    /// this passkey.
    Optional<Use> verify(Assertion answer, Passkey passkey, String challenge) {
        return read(() -> webAuthn.parse(requestOf(answer)))
                .filter(_ -> answer.response().userHandle().equals(passkey.userHandle()))
                .filter(data ->
                        holds(() ->
                                webAuthn.verify(
                                        data,
                                        new AuthenticationParameters(
                                                serverProperty(challenge),
                                                recordOf(passkey),
                                                null,
                                                true,
                                                true))))
                .map(AuthenticationData::getAuthenticatorData)
                .map(used -> new Use(used.getSignCount(), used.isFlagBS()));
    }

    private static AuthenticationRequest requestOf(Assertion answer) {
        var response = answer.response();
        return new AuthenticationRequest(
                decode(answer.id()),
                decode(response.userHandle()),
                decode(response.authenticatorData()),
                decode(response.clientDataJSON()),
                decode(response.signature()));
    }

    private CredentialRecordImpl recordOf(Passkey passkey) {
        return new CredentialRecordImpl(
                null,
                true,
                passkey.isBackupEligible(),
                passkey.isBackedUp(),
                passkey.signCount(),
                credentialData.convert(passkey.credentialData()),
                null,
                null,
                null,
                null);
    }

    private ServerProperty serverProperty(String challenge) {
        return ServerProperty.builder()
                .rpId(shop.id())
                .origins(shop.origins())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }

    /// Reading does nothing but read: whatever it throws, and the libraries below throw many kinds,
    /// says that there is nothing to read.
    private static <T> Optional<T> read(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (RuntimeException e) {
            log.info("The answer of an authenticator cannot be read: {}", e.toString());
            return Optional.empty();
        }
    }

    private static boolean holds(Runnable verification) {
        try {
            verification.run();
            return true;
        } catch (MaliciousCounterValueException e) {
            log.warn(
                    "The counter of a passkey went from {} to {}: there may be a copy of it",
                    e.getStoredCounter(),
                    e.getPresentedCounter());
        } catch (VerificationException e) {
            log.info("The answer of an authenticator is refused: {}", e.toString());
        }
        return false;
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

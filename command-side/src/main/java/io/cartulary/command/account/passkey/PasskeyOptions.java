package io.cartulary.command.account.passkey;

import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import io.cartulary.command.account.passkey.PasskeyAttemptService.Begun;
import io.cartulary.command.account.passkey.PasskeyService.Wanted;
import java.util.List;

/// What a browser asks an authenticator with. The names and values are those of WebAuthn, so that
/// `PublicKeyCredential.parseCreationOptionsFromJSON()` and `.parseRequestOptionsFromJSON()` read
/// it.
final class PasskeyOptions {

    private static final String PUBLIC_KEY = "public-key";
    private static final String REQUIRED = "required";

    private PasskeyOptions() {}

    /// For `navigator.credentials.create()`.
    record Creation(
            Party rp,
            User user,
            String challenge,
            List<KeyKind> pubKeyCredParams,
            long timeout,
            List<KnownKey> excludeCredentials,
            Selection authenticatorSelection,
            String attestation) {

        /// @param owner by which they distinguish their accounts
        static Creation of(Wanted wanted, String owner, RelyingParty shop) {
            return new Creation(
                    new Party(shop.id(), shop.name()),
                    new User(wanted.userHandle(), owner, owner),
                    wanted.attempt().challenge(),
                    PasskeyVerifier.ALGORITHMS.stream()
                            .map(COSEAlgorithmIdentifier::getValue)
                            .map(algorithm -> new KeyKind(PUBLIC_KEY, algorithm))
                            .toList(),
                    PasskeyAttemptService.VALID_FOR.toMillis(),
                    wanted.known().stream().map(id -> new KnownKey(PUBLIC_KEY, id)).toList(),
                    new Selection(REQUIRED, true, REQUIRED),
                    "none");
        }
    }

    record Party(String id, String name) {}

    record User(String id, String name, String displayName) {}

    record KeyKind(String type, long alg) {}

    record KnownKey(String type, String id) {}

    /// The authenticator keeps the passkey itself, so that a log-in needs no e-mail address.
    record Selection(String residentKey, boolean requireResidentKey, String userVerification) {}

    /// For `navigator.credentials.get()`. No account is named: the authenticator knows which it
    /// has.
    record Request(String challenge, String rpId, long timeout, String userVerification) {

        static Request of(Begun attempt, RelyingParty shop) {
            return new Request(
                    attempt.challenge(),
                    shop.id(),
                    PasskeyAttemptService.VALID_FOR.toMillis(),
                    REQUIRED);
        }
    }
}

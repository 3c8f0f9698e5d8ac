package io.cartulary.command.account.passkey;

import com.webauthn4j.converter.AttestationObjectConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.extension.authenticator.RegistrationExtensionAuthenticatorOutput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Random;
import org.apache.commons.codec.digest.DigestUtils;
import tools.jackson.databind.JsonNode;

/// An authenticator with one key (ES256, attestation `none`), and the browser before it. What a
/// browser or its page could do wrong is a field.
public final class SoftwareAuthenticator {

    private static final byte PRESENT = 0x01;
    private static final byte VERIFIED = 0x04;
    private static final byte WITH_CREDENTIAL = 0x40;

    private final KeyPair key;
    private final byte[] credentialId = new byte[32];
    private String userHandle = "";

    public String origin;
    public String relyingParty;
    public boolean verifiesOwner;
    public boolean inFrameOfOthers;
    public long uses;

    /// @param seed of the identifier that it gives its key
    public SoftwareAuthenticator(long seed) {
        behave();
        new Random(seed).nextBytes(credentialId);
        try {
            var keys = KeyPairGenerator.getInstance("EC");
            keys.initialize(new ECGenParameterSpec("secp256r1"));
            key = keys.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// As browsers and authenticators do.
    public void behave() {
        origin = "http://localhost:8080";
        relyingParty = "localhost";
        verifiesOwner = true;
        inFrameOfOthers = false;
    }

    public String credentialId() {
        return encode(credentialId);
    }

    public String userHandle() {
        return userHandle;
    }

    /// What `navigator.credentials.create()` gives for options.
    public String create(JsonNode options) {
        userHandle = options.path("user").path("id").asString();
        var data =
                new AuthenticatorData<RegistrationExtensionAuthenticatorOutput>(
                        DigestUtils.sha256(relyingParty),
                        (byte) (flags() | WITH_CREDENTIAL),
                        uses,
                        new AttestedCredentialData(
                                AAGUID.ZERO,
                                credentialId,
                                EC2COSEKey.create(
                                        (ECPublicKey) key.getPublic(),
                                        COSEAlgorithmIdentifier.ES256)));
        var attestation =
                new AttestationObjectConverter(new ObjectConverter())
                        .convertToBytes(
                                new AttestationObject(data, new NoneAttestationStatement()));
        return """
        {"id": "%1$s", "rawId": "%1$s", "type": "public-key", "authenticatorAttachment": "platform",
         "clientExtensionResults": {"credProps": {"rk": true}},
         "response": {"clientDataJSON": "%2$s", "attestationObject": "%3$s", "transports": ["internal"], "publicKeyAlgorithm": -7}}\
        """
                .formatted(
                        credentialId(),
                        encode(clientData("webauthn.create", options)),
                        encode(attestation));
    }

    /// What `navigator.credentials.get()` gives for options.
    public String get(JsonNode options) {
        uses++;
        var data =
                ByteBuffer.allocate(37)
                        .put(DigestUtils.sha256(relyingParty))
                        .put(flags())
                        .putInt((int) uses)
                        .array();
        var clientData = clientData("webauthn.get", options);
        return """
        {"id": "%1$s", "rawId": "%1$s", "type": "public-key", "clientExtensionResults": {},
         "response": {"clientDataJSON": "%2$s", "authenticatorData": "%3$s", "signature": "%4$s", "userHandle": "%5$s"}}\
        """
                .formatted(
                        credentialId(),
                        encode(clientData),
                        encode(data),
                        encode(sign(data, DigestUtils.sha256(clientData))),
                        userHandle);
    }

    private byte flags() {
        return verifiesOwner ? PRESENT | VERIFIED : PRESENT;
    }

    private byte[] clientData(String type, JsonNode options) {
        return "{\"type\": \"%s\", \"challenge\": \"%s\", \"origin\": \"%s\", \"crossOrigin\": %s}"
                .formatted(type, options.path("challenge").asString(), origin, inFrameOfOthers)
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] sign(byte[] data, byte[] clientDataHash) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key.getPrivate());
            signature.update(data);
            signature.update(clientDataHash);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
